"""What Lambda handlers share: settings, telemetry, wiring, HTTP."""
