"""What all actions share: one turn, the profile in slots, wording, references to options."""
