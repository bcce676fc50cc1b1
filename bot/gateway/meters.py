"""What is counted, for Prometheus. No label holds anything that a user has written, or who a user is."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Meters:
    """The gateway's meters; each gateway has its own."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.turns = Counter("credwise_turns", "Messages of users, by what came of them", ["channel", "outcome"], registry=registry)
        self.turn_seconds = Histogram(
            "credwise_turn_seconds", "From a stored message to its stored answer", registry=registry, buckets=SECONDS
        )
        self.rasa_seconds = Histogram("credwise_rasa_seconds", "Rasa's part of a turn, an attempt each", registry=registry, buckets=SECONDS)
        self.fallbacks = Counter("credwise_fallbacks", "Messages that were not understood", registry=registry)
        self.handoffs = Counter("credwise_handoffs", "Conversations handed over", ["to"], registry=registry)
        self.failures = Counter("credwise_rasa_failures", "Attempts that brought no answer, by reason", ["reason"], registry=registry)
        self.errors = Counter("credwise_errors", "Faults of the gateway itself, by place", ["place"], registry=registry)
        self.refusals = Counter("credwise_refusals", "What was refused, by its code", ["code"], registry=registry)
        self.conversations = Counter("credwise_conversations", "Conversations begun", ["channel"], registry=registry)
        self.forgotten = Counter("credwise_forgotten", "Conversations deleted, by why", ["why"], registry=registry)
        self.feedback = Counter("credwise_feedback", "Thumbs given", ["value"], registry=registry)
        self.deliveries = Counter(
            "credwise_deliveries", "Messages for places beyond the website", ["channel", "outcome"], registry=registry
        )
        self.waiting = Gauge("credwise_waiting_conversations", "Conversations with a message that waits for its answer", registry=registry)
        self.open = Gauge("credwise_open_connections", "Open connections of the web chat", registry=registry)
