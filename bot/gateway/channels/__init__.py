"""Places beyond the website: what Slack and Teams share. A channel hears, and sends; between the two lie the gateway's conversations."""
