"""The case desk: the queue, a case with its conversation, and what advisors do with it."""
