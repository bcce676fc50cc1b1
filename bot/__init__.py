"""What faces people: the code inside the Rasa server, the gateway, cards and the chat clients."""
