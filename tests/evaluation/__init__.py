"""The evaluation: how well the assistant understands, converses and advises, measured on data written apart from its training examples."""
