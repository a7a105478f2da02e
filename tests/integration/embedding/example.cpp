// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "example.h"

#include "cache/workspacecache.h"
#include "settings/workspace.h"

using namespace tierwatch;
using namespace Qt::StringLiterals;

Result<Answer> invoicesOf2026(const QString& folder, const Loader& slowReport)
{
    const auto workspace = Workspace::open(folder, QProcessEnvironment::systemEnvironment());
    if (!workspace)
        return workspace.error();
    SystemClock clock;
    const auto cache = WorkspaceCache::open(*workspace, clock);
    if (!cache)
        return cache.error();
    const Request request{.type = u"invoices"_s, .companyId = 7, .params = {{u"year"_s, 2026}}};
    return (*cache)->engine().fetch(request, slowReport);
}
