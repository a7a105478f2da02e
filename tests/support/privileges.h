// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace tierwatch::test {

/// While one lives, the process is not root, so that file permissions count. ok() says whether they
/// do.
class WithoutPrivileges final
{
public:
    WithoutPrivileges()
    {
#ifdef Q_OS_LINUX
        m_wasRoot = ::getuid() == 0;
        m_ok = !m_wasRoot || ::setresuid(nobody, nobody, 0) == 0;
#endif
    }
    ~WithoutPrivileges()
    {
#ifdef Q_OS_LINUX
        if (m_wasRoot && m_ok && ::setresuid(0, 0, 0) != 0)
            qFatal("the privileges did not come back");
#endif
    }
    Q_DISABLE_COPY_MOVE(WithoutPrivileges)

    [[nodiscard]] bool ok() const
    {
        return m_ok;
    }

private:
    static constexpr unsigned nobody = 65534;
    bool m_wasRoot = false;
    bool m_ok = false;
};

} // namespace tierwatch::test
