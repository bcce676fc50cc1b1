"""Slack: events in, Block Kit out. docs/slack.md tells how to set it up."""
