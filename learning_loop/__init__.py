"""The learning loop: messages that were not understood become training examples, after a person has looked at them.

`collect` reads them from the conversations' store and `masking` takes personal data out before anything is kept or shown;
`clusters` puts like to like; `review` writes the file in which a person decides; `accept` moves what was accepted to data/nlu.
What is kept for how long: docs/decisions/0009-messages-reviewed-by-a-person.md.
"""
