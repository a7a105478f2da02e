# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
"""Uses the contract's HTTP API as an existing client does: BASE, which ends in /api, and a token for
each role are in the environment. Says what is not as the contract has it, and ends with 1 then."""

import os
import sys
from datetime import datetime

import httpx

BASE = os.environ["TIERWATCH_BASE"]
WRONG = []


def client(role):
    token = os.environ["TIERWATCH_TOKEN_" + role]
    return httpx.Client(base_url=BASE, headers={"Authorization": "Bearer " + token})


def check(what, good):
    if not good:
        WRONG.append(what)


def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def has_exactly(what, reply, **types):
    check(f"{what}: status {reply.status_code} {reply.text}", reply.status_code == 200)
    body = reply.json()
    check(f"{what}: members {sorted(body)}", set(body) == set(types))
    for name, kind in types.items():
        value = body.get(name)
        right = is_int(value) if kind is int else isinstance(value, kind)
        check(f"{what}: {name} is {value!r}", right)
    return body


def fails(what, reply, status):
    check(f"{what}: status {reply.status_code}, not {status}: {reply.text}",
          reply.status_code == status)
    body = reply.json()
    if status == 422:
        faults = body["detail"]
        check(f"{what}: {faults}", isinstance(faults, list) and faults and all(
            isinstance(fault["loc"], list) and isinstance(fault["msg"], str)
            and isinstance(fault["type"], str) for fault in faults))
    else:
        check(f"{what}: {body}", isinstance(body["detail"], str) and body["detail"])
    check(f"{what}: {body}", "code" in body and "request_id" in body)
    return body


def stats(service):
    body = has_exactly(
        "stats", service.get("/cache/stats"), enabled=bool, global_enabled=bool, user_enabled=bool,
        cache_type=str, hit_rate=(int, float), total_hits=int, total_misses=int,
        queries_saved=dict, response_times=dict, cache_size=dict, auto_invalidate=bool,
        last_cleanup=(str, type(None)))
    check("queries_saved", set(body["queries_saved"]) == {"today", "week", "total"}
          and all(map(is_int, body["queries_saved"].values())))
    check("cache_size", set(body["cache_size"]) == {"memory", "sqlite"}
          and all(map(is_int, body["cache_size"].values())))
    for name, times in body["response_times"].items():
        check(f"times of {name}: {times}", set(times) == {"cached", "oracle", "improvement"}
              and all(map(is_int, times.values())))
    check("a type that was asked for both ways", "invoices" in body["response_times"])
    check("one decimal", round(body["hit_rate"], 1) == body["hit_rate"])
    return body


def actions(service):
    for body in ({"company_id": 7}, {"cache_type": "invoices"}, {},
                 {"company_id": 7, "cache_type": "invoices"},
                 {"company_id": None, "cache_type": None}):
        done = has_exactly(f"invalidate {body}", service.post("/cache/invalidate", json=body),
                           success=bool, message=str, invalidated_at=str)
        moment = datetime.fromisoformat(done["invalidated_at"])
        check(f"{moment} has its offset", moment.utcoffset() is not None)
    for enabled in (False, True):
        body = {"enabled": enabled}
        done = has_exactly("toggle-user", service.post("/cache/toggle-user", json=body),
                           success=bool, username=str, cache_enabled=bool, message=str)
        check(f"toggle-user: {done}", done["cache_enabled"] is enabled and done["success"])
        check("its own switch", stats(service)["user_enabled"] is enabled)
        done = has_exactly("toggle-global", service.post("/cache/toggle-global", json=body),
                           success=bool, global_enabled=bool, message=str, note=str)
        check(f"toggle-global: {done}", done["global_enabled"] is enabled)
        check("the global switch", stats(service)["global_enabled"] is enabled)
        done = has_exactly(
            "toggle-auto-invalidate", service.post("/cache/toggle-auto-invalidate", json=body),
            success=bool, auto_invalidate_enabled=bool, message=str, note=str)
        check(f"toggle-auto-invalidate: {done}", done["auto_invalidate_enabled"] is enabled)
        check("its switch", stats(service)["auto_invalidate"] is enabled)


def health():
    has_exactly("health", httpx.get(BASE + "/cache/health"), status=str, enabled=bool,
                cache_type=str, memory_size=int, sqlite_size=int, auto_invalidate_running=bool)


def errors(administrator, viewer):
    nobody = httpx.get(BASE + "/cache/stats")
    fails("no token", nobody, 401)
    check("WWW-Authenticate", nobody.headers["WWW-Authenticate"] == "Bearer")
    fails("a bad token", httpx.get(BASE + "/cache/stats",
                                   headers={"Authorization": "Bearer nonsense"}), 401)
    for call, body in (("invalidate", {}), ("toggle-global", {"enabled": False}),
                       ("toggle-auto-invalidate", {"enabled": False})):
        fails(f"{call} as a viewer", viewer.post(f"/cache/{call}", json=body), 403)
    missing = fails("no body", administrator.post("/cache/invalidate"), 422)
    check(f"where: {missing}", missing["detail"][0]["loc"] == ["body"])
    malformed = {"content": b'{"company_id": ', "headers": {"Content-Type": "application/json"}}
    fails("malformed", administrator.post("/cache/invalidate", **malformed), 422)
    for body in ({"company_id": "seven"}, {"cache_type": 5}, [], "all", None):
        fails(f"invalidate {body}", administrator.post("/cache/invalidate", json=body), 422)
    for call in ("toggle-user", "toggle-global", "toggle-auto-invalidate"):
        for body in ({}, {"enabled": "maybe"}, {"enabled": None}):
            fails(f"{call} {body}", administrator.post(f"/cache/{call}", json=body), 422)
    fails("no such call", administrator.get("/cache/nothing"), 404)


def main():
    with client("ADMINISTRATOR") as administrator, client("VIEWER") as viewer:
        health()
        stats(viewer)
        errors(administrator, viewer)
        actions(administrator)
    print("\n".join(WRONG))
    return 1 if WRONG else 0


if __name__ == "__main__":
    sys.exit(main())
