// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/cachetarget.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

Capability CacheTarget::capability(const QString& operation) const
{
    for (const Capability& capability : capabilities()) {
        if (capability.name == operation)
            return capability;
    }
    return {operation, false, tr("This target does not know \"%1\".").arg(operation)};
}

} // namespace tierwatch
