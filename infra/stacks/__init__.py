"""The five deployments: data, pipeline, workflow, web, monitoring."""
