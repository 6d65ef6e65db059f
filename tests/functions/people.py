"""Officers as Cognito's ID tokens name them."""

CLAIMS: dict[str, dict[str, str]] = {
    role: {
        "sub": f"sub-{role}",
        "cognito:username": f"u-{role}",
        "cognito:groups": role,
        "custom:agency": "border",
        "custom:office": "NTC",
        "name": f"The {role}",
    }
    for role in (
        "targeting_officer",
        "examining_officer",
        "analyst",
        "supervisor",
        "auditor",
        "admin",
    )
}
CLAIMS["stranger"] = {**CLAIMS["targeting_officer"], "cognito:groups": "", "sub": "x"}
CLAIMS["other_agency"] = {
    **CLAIMS["targeting_officer"],
    "cognito:username": "u-other",
    "custom:agency": "customs",
}
