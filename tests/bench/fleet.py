#!/usr/bin/env python3
"""Writes a fleet: FeatureStores as teams have them, all features somewhere, the same for the same seed.

    tests/bench/fleet.py --stores 1000 > fleet.yaml        one stream
    tests/bench/fleet.py --stores 1000 --folder fleet/     a file a store

A store depends on the seed and its number alone, so a larger fleet begins with the smaller one. A fifth of the stores
are minimal, half are typical (databases with their Secrets, resources, TLS), the rest use everything at once.
"""

import argparse
import json
import pathlib
import random
import sys

WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/.")


def scalar(value):
    """A value on one line: plain where no reader can mistake it."""
    if isinstance(value, str):
        plain = value and value[0].isalpha() and set(value) <= WORD
        return value if plain and value.lower() not in ("true", "false", "yes", "no", "on", "off", "null", "y", "n") \
            else json.dumps(value)
    return json.dumps(value)


def lines(value, indent, out):
    """Appends the lines of a map or list that is not empty."""
    pad = "  " * indent
    if isinstance(value, dict):
        for key, entry in value.items():
            if isinstance(entry, str) and "\n" in entry:
                out.append(f"{pad}{scalar(key)}: |")
                out.extend(f"{pad}  {line}" for line in entry.splitlines())
            elif isinstance(entry, (dict, list)) and entry:
                out.append(f"{pad}{scalar(key)}:")
                lines(entry, indent + isinstance(entry, dict), out)
            else:
                out.append(f"{pad}{scalar(key)}: {scalar(entry)}")
        return
    for entry in value:
        if isinstance(entry, (dict, list)) and entry:
            first = len(out)
            lines(entry, indent + 1, out)
            out[first] = f"{pad}- {out[first].lstrip()}"
        else:
            out.append(f"{pad}- {scalar(entry)}")


def document(value):
    out = []
    lines(value, 0, out)
    return "\n".join(out) + "\n"


def resources(rng):
    cpu = rng.choice((100, 250, 500, 1000))
    memory = rng.choice((128, 256, 512, 1024))
    return {"requests": {"cpu": f"{cpu}m", "memory": f"{memory}Mi"},
            "limits": {"cpu": f"{2 * cpu}m", "memory": f"{2 * memory}Mi"}}


def env(rng):
    entries = [{"name": "FEAST_USAGE", "value": "False"}, {"name": "AWS_REGION", "value": "eu-west-1"}]
    if rng.random() < 0.5:
        entries.append({"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "database", "key": "password"}}})
    if rng.random() < 0.3:
        entries.append({"name": "POD_IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}})
    return entries


def server(rng, rich, type_of):
    out = {}
    if rich or rng.random() < 0.6:
        out["resources"] = resources(rng)
    if rng.random() < 0.5:
        out["env"] = env(rng)
    if rng.random() < 0.3:
        out["envFrom"] = [{"secretRef": {"name": "database"}},
                          {"configMapRef": {"name": "settings", "optional": True}, "prefix": "FEAST_"}]
    if rng.random() < 0.4:
        out["logLevel"] = rng.choice(("debug", "info", "warning", "error", "critical"))
    if rng.random() < 0.4:
        out["tls"] = {"secretRef": {"name": f"{type_of}-tls"}}
    if rich and rng.random() < 0.4:
        out["nodeSelector"] = {"disk": "ssd", "pool": type_of}
    if rich and type_of == "online" and rng.random() < 0.5:
        out["workerConfigs"] = {"workers": 4, "workerConnections": 1000, "maxRequests": 1000, "maxRequestsJitter": 50,
                                "keepAliveTimeout": 30, "registryTTLSeconds": 60}
        out["metrics"] = True
    if rich and rng.random() < 0.5:
        out["volumeMounts"] = [{"name": "shared-data", "mountPath": f"/mnt/{type_of}", "readOnly": True}]
    return out or {"logLevel": "info"}


DATABASES = {
    "onlineStore": ("redis", {"connection_string": "redis.db.svc:6379", "redis_type": "redis", "key_ttl_seconds": 604800}),
    "offlineStore": ("snowflake.offline", {"account": "acme", "user": "feast", "role": "FEAST", "warehouse": "WH",
                                           "database": "FEAST", "schema_": "PUBLIC"}),
    "registry": ("sql", {"path": "postgresql+psycopg://feast:secret@pg.db.svc:5432/feast", "cache_ttl_seconds": 60,
                         "sqlalchemy_config_kwargs": {"echo": False, "pool_pre_ping": True}}),
}


def database(store, part, companions):
    """A database persistence; its parameters go to the store's Secret."""
    kind, parameters = DATABASES[part]
    name = f"{store['metadata']['name']}-data"
    if not companions:
        companions.append({"apiVersion": "v1", "kind": "Secret",
                           "metadata": {"name": name, "namespace": store["metadata"]["namespace"]}, "stringData": {}})
    companions[0]["stringData"][kind] = document(parameters)
    return {"store": {"type": kind, "secretRef": {"name": name}}}


def claim(rng, path, file):
    if rng.random() < 0.3:
        return {"file": {"path": file, "pvc": {"ref": {"name": "shared-claim"}, "mountPath": path}}}
    create = {"accessModes": ["ReadWriteOnce"], "storageClassName": "standard",
              "resources": {"requests": {"storage": rng.choice(("5Gi", "20Gi", "100Gi"))}}}
    return {"file": {"path": file, "pvc": {"create": create, "mountPath": path}}}


def metrics(rng):
    out = [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization",
                                                                      "averageUtilization": rng.randint(40, 90)}}}]
    if rng.random() < 0.5:
        out.append({"type": "Pods", "pods": {"metric": {"name": "feast_requests_per_second"},
                                             "target": {"type": "AverageValue", "averageValue": "100"}}})
    return out


def scaling(rng, spec, services):
    if rng.random() < 0.5:
        services["scaling"] = {"autoscaling": {
            "minReplicas": 2, "maxReplicas": rng.randint(3, 20), "metrics": metrics(rng),
            "behavior": {"scaleDown": {"stabilizationWindowSeconds": 300,
                                       "policies": [{"type": "Percent", "value": 50, "periodSeconds": 60}]}}}}
    else:
        spec["replicas"] = 3
        services["podDisruptionBudgets"] = {"minAvailable": 1}


def typical(rng, store, companions):
    services = store["spec"]["services"] = {}
    databases = rng.random() < 0.6
    services["onlineStore"] = {"server": server(rng, False, "online")}
    if databases:
        services["onlineStore"]["persistence"] = database(store, "onlineStore", companions)
    else:
        services["onlineStore"]["persistence"] = claim(rng, "/data/online", "online_store.db")
    if rng.random() < 0.6:
        services["offlineStore"] = {"server": server(rng, False, "offline"),
                                    "persistence": database(store, "offlineStore", companions) if databases
                                    else claim(rng, "/data/offline", "") | {}}
        if not databases:
            file = services["offlineStore"]["persistence"]["file"]
            del file["path"]
            file["type"] = rng.choice(("duckdb", "dask", "file"))
    services["registry"] = {"local": {
        "server": server(rng, False, "registry"),
        "persistence": database(store, "registry", companions) if databases else claim(rng, "/data/registry", "registry.db")}}
    if rng.random() < 0.4:
        services["ui"] = server(rng, False, "ui")


def full(rng, store, companions):
    name, namespace = store["metadata"]["name"], store["metadata"]["namespace"]
    typical(rng, store, companions)
    spec, services = store["spec"], store["spec"]["services"]
    services["onlineStore"] = {"server": server(rng, True, "online"),
                               "persistence": database(store, "onlineStore", companions)}
    services["registry"]["local"]["persistence"] = database(store, "registry", companions)
    if "offlineStore" in services:
        services["offlineStore"]["persistence"] = database(store, "offlineStore", companions)
    scaling(rng, spec, services)
    services["volumes"] = [{"name": "shared-data", "nfs": {"server": "nfs.example", "path": "/export"}},
                           {"name": "cache", "emptyDir": {"sizeLimit": "1Gi"}}]
    services["podAnnotations"] = {"sidecar.istio.io/inject": "false", "team": namespace}
    services["securityContext"] = {"runAsNonRoot": True, "fsGroup": 1000, "seccompProfile": {"type": "RuntimeDefault"}}
    services["topologySpreadConstraints"] = [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone",
                                              "whenUnsatisfiable": "ScheduleAnyway",
                                              "labelSelector": {"matchLabels": {"app": name}}}]
    services["affinity"] = {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
        {"matchExpressions": [{"key": "pool", "operator": "In", "values": ["feast", "general"]}]}]}}}
    if rng.random() < 0.5:
        spec["authz"] = {"kubernetes": {"roles": [f"{name}-reader", f"{name}-writer"]}}
    if rng.random() < 0.5:
        spec["cronJob"] = {"schedule": "*/30 * * * *", "concurrencyPolicy": "Forbid", "successfulJobsHistoryLimit": 2,
                           "containerConfigs": {"image": "quay.io/acme/kubectl:1.35", "resources": resources(rng)},
                           "jobSpec": {"backoffLimit": 3, "ttlSecondsAfterFinished": 600}}
    if rng.random() < 0.5:
        spec["feastProjectDir"] = {"git": {"url": f"https://git.example/{namespace}.git", "ref": "e959053",
                                           "featureRepoPath": "feature_repo"}}
    if rng.random() < 0.4:
        engine = {"type": "spark.engine", "partitions": 100, "spark_conf": {"spark.master": "local[2]"}}
        companions.append({"apiVersion": "v1", "kind": "ConfigMap",
                           "metadata": {"name": f"{name}-engine", "namespace": namespace},
                           "data": {"config": document(engine)}})
        spec["batchEngine"] = {"configMapRef": {"name": f"{name}-engine"}}
    if rng.random() < 0.3:
        spec["openlineage"] = {"enabled": True, "transportType": "http", "transportUrl": "http://lineage.svc:5000"}


def consumer(rng, store, registry):
    """A store without a registry of its own, which uses that of an earlier one."""
    store["spec"]["services"] = {"onlineStore": {"server": server(rng, False, "online")},
                                 "registry": {"remote": {"feastRef": {"name": registry[0], "namespace": registry[1]}}}}


def documents(seed, number):
    """The store of this number and what it refers to."""
    rng = random.Random(seed * 1_000_003 + number)
    name, namespace = f"store-{number:06}", f"team-{number // 20:04}"
    store = {"apiVersion": "feast.dev/v1", "kind": "FeatureStore",
             "metadata": {"name": name, "namespace": namespace, "labels": {"team": namespace}},
             "spec": {"feastProject": f"project_{number}"}}
    companions = []
    kind = rng.random()
    if number % 20 == 0:  # the first of a team has a registry server for the others
        typical(rng, store, companions)
    elif kind < 0.1:
        consumer(rng, store, (f"store-{number - number % 20:06}", namespace))
    elif 0.2 <= kind < 0.7:
        typical(rng, store, companions)
    elif kind >= 0.7:
        full(rng, store, companions)
    return [*companions, store]


def text(seed, number):
    return "---\n".join(document(d) for d in documents(seed, number))


def write(stores, seed, target):
    """One stream to a file object, or a file a store to a folder."""
    if isinstance(target, pathlib.Path):
        target.mkdir(parents=True, exist_ok=True)
        for number in range(stores):
            (target / f"store-{number:06}.yaml").write_text(text(seed, number))
        return
    for number in range(stores):
        target.write(("---\n" if number else "") + text(seed, number))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stores", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, help="a file a store, here, instead of one stream")
    args = parser.parse_args()
    write(args.stores, args.seed, args.folder or sys.stdout)


if __name__ == "__main__":
    main()
