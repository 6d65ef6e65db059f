"""The search engine by the stage's setting: a projection that may be dropped and rebuilt at any time."""

from collections.abc import Sequence

from aws_cdk import CfnParameter, RemovalPolicy, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_opensearchserverless as aoss
from aws_cdk import aws_opensearchservice as opensearch
from constructs import Construct

from infra.constructs.acknowledgements import acknowledge, acknowledge_below
from infra.constructs.search_logs import publish_logs
from infra.constructs.service_function import ServiceFunction
from infra.environments import Environment

# The same minor version as the node of local mode.
ENGINE = "OpenSearch_3.5"
_READ = ("Get", "Head", "Post")  # a search is a POST
_WRITE = (*_READ, "Delete", "Put")
_READ_INDEX = ("ReadDocument", "DescribeIndex")
_WRITE_INDEX = (*_READ_INDEX, "WriteDocument", "CreateIndex", "UpdateIndex", "DeleteIndex")


class SearchEngine(Construct):
    """OpenSearch as a domain, as a serverless collection, at an address of your own, or not at all."""

    def __init__(self, scope: Construct, *, environment: Environment, key: kms.IKey) -> None:
        super().__init__(scope, "Search")
        self._environment = environment
        self.endpoint, self._arn = "", ""
        self._collection = f"offing-{environment.stage}"
        if environment.search.kind == "domain":
            self._domain(key)
        elif environment.search.kind == "serverless":
            self._serverless(key)
        elif environment.search.kind == "external":
            self.endpoint = self._parameter()

    def allow(self, function: ServiceFunction, *, write: bool = False) -> None:
        """Tell the function where the engine is and let it search, or also change what is found."""
        kind = self._environment.search.kind
        function.tell("SEARCH_ENDPOINT", self.endpoint)
        function.tell("SEARCH_AUTH", "iam" if self._arn else "none")
        if kind == "domain":
            verbs = _WRITE if write else _READ
            function.allow([f"es:ESHttp{verb}" for verb in verbs], [f"{self._arn}/*"])
            acknowledge_below(
                function.role,
                self,
                self._arn,
                "/*",
                "Paths of one domain: its indices and what is asked of them.",
            )
        elif kind == "serverless":
            function.allow(["aoss:APIAccessAll"], [self._arn])
            self._data_access(function, _WRITE_INDEX if write else _READ_INDEX)

    def _parameter(self) -> str:
        parameter = CfnParameter(
            Stack.of(self),
            "SearchEndpoint",
            default="http://127.0.0.1:9200",
            description="Address of an OpenSearch engine of your own; nothing is signed.",
        )
        return parameter.value_as_string

    def _domain(self, key: kms.IKey) -> None:
        search = self._environment.search
        domain = opensearch.CfnDomain(
            self,
            "Domain",
            engine_version=ENGINE,
            cluster_config=self._cluster(),
            ebs_options=opensearch.CfnDomain.EBSOptionsProperty(
                ebs_enabled=True, volume_type="gp3", volume_size=search.volume_gib
            ),
            encryption_at_rest_options=opensearch.CfnDomain.EncryptionAtRestOptionsProperty(
                enabled=True, kms_key_id=key.key_id
            ),
            node_to_node_encryption_options=opensearch.CfnDomain.NodeToNodeEncryptionOptionsProperty(
                enabled=True
            ),
            domain_endpoint_options=opensearch.CfnDomain.DomainEndpointOptionsProperty(
                enforce_https=True, tls_security_policy="Policy-Min-TLS-1-2-PFS-2023-10"
            ),
            log_publishing_options=publish_logs(self, self._environment),
        )
        # A projection: losing it costs a rebuild, keeping an orphan costs money every hour.
        domain.apply_removal_policy(RemovalPolicy.DESTROY)
        self._accept_public_endpoint(domain)
        self.endpoint, self._arn = f"https://{domain.attr_domain_endpoint}", domain.attr_arn

    def _cluster(self) -> opensearch.CfnDomain.ClusterConfigProperty:
        search = self._environment.search
        several, masters = search.zones > 1, search.masters > 0
        return opensearch.CfnDomain.ClusterConfigProperty(
            instance_type=search.instance,
            instance_count=search.nodes,
            zone_awareness_enabled=several,
            zone_awareness_config=opensearch.CfnDomain.ZoneAwarenessConfigProperty(
                availability_zone_count=search.zones
            )
            if several
            else None,
            dedicated_master_enabled=masters,
            dedicated_master_type="m7g.large.search" if masters else None,
            dedicated_master_count=search.masters or None,
        )

    def _accept_public_endpoint(self, domain: opensearch.CfnDomain) -> None:
        signed = "Only requests signed by the two roles that hold es:ESHttp* are answered; "
        reasons = {
            "OS1": signed + "in a VPC every function would need endpoints to all other services.",
            "OS3": signed + "Lambda functions outside a VPC have no fixed addresses.",
            "OS4": "Small stages run without dedicated masters; prod has three.",
            "OS5": "The domain has no resource policy: without a signature nobody gets in.",
            "OS7": "Small stages run in one zone; the projection can be rebuilt. prod has three zones.",
        }
        for rule, reason in reasons.items():
            acknowledge(domain, f"AwsSolutions-{rule}", reason)

    def _serverless(self, key: kms.IKey) -> None:
        name, rules = self._collection, [_rule("collection", self._collection)]
        encryption = {"Rules": rules, "AWSOwnedKey": False, "KmsARN": key.key_arn}
        network = [{"Rules": rules, "AllowFromPublic": True}]
        collection = aoss.CfnCollection(self, "Collection", name=name, type="SEARCH")
        for kind, policy in (("encryption", encryption), ("network", network)):
            security = aoss.CfnSecurityPolicy(
                self,
                kind.capitalize(),
                name=name,
                type=kind,
                policy=self._json(policy),
            )
            collection.add_resource_dependency(security)
        self.endpoint, self._arn = collection.attr_collection_endpoint, collection.attr_arn

    def _data_access(self, function: ServiceFunction, indices: Sequence[str]) -> None:
        grants = {"collection": ("DescribeCollectionItems",), "index": indices}
        rules = [
            {
                **_rule(kind, self._collection + ("/*" if kind == "index" else "")),
                "Permission": [f"aoss:{action}" for action in actions],
            }
            for kind, actions in grants.items()
        ]
        policy = [{"Rules": rules, "Principal": [function.role.role_arn]}]
        aoss.CfnAccessPolicy(
            function,
            "SearchAccess",
            name=f"{self._collection}-{function.name.replace('_', '-')}"[:32],
            type="data",
            policy=self._json(policy),
        )

    def _json(self, policy: object) -> str:
        return Stack.of(self).to_json_string(policy)


def _rule(kind: str, name: str) -> dict[str, object]:
    return {"ResourceType": kind, "Resource": [f"{kind}/{name}"]}
