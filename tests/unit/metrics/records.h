// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"

/// Requests in few words.
namespace tierwatch::test {

inline AccessRecord request(qint64 wallMs, Origin origin, float responseMs,
                            float estimateMs = AccessRecord::unknownMs, quint32 typeId = 1)
{
    AccessRecord record;
    record.wallMs = wallMs;
    record.typeId = typeId;
    record.origin = origin;
    record.responseMs = responseMs;
    record.estimateMs = estimateMs;
    return record;
}

inline AccessRecord hit(qint64 wallMs, quint32 typeId = 1)
{
    return request(wallMs, Origin::Memory, 1, 100, typeId);
}

inline AccessRecord miss(qint64 wallMs, quint32 typeId = 1)
{
    return request(wallMs, Origin::Database, 100, 100, typeId);
}

inline AccessRecord failed(qint64 wallMs, quint32 typeId = 1)
{
    AccessRecord record = request(wallMs, Origin::Database, 5, AccessRecord::unknownMs, typeId);
    record.reason = MissReason::Error;
    record.error = true;
    return record;
}

} // namespace tierwatch::test
