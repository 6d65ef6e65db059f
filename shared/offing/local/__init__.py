"""The whole of Offing on one machine: emulator, search engine, deployment, people, front door."""
