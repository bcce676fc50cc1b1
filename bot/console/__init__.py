"""The advisors' console: pages for advisors, curators and administrators, served by the gateway under /console."""
