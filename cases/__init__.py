"""Hand-off: when a person takes over, with everything already on the table. Imports no bot or web framework; see docs/handoff.md."""
