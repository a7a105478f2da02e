// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/quiet.h"

#include <algorithm>

namespace tierwatch::test {

Quiet::Quiet()
{
    s_current = this;
    m_previous = qInstallMessageHandler(&Quiet::handle);
}

Quiet::~Quiet()
{
    qInstallMessageHandler(m_previous);
    s_current = nullptr;
}

void Quiet::allow(const QString& text)
{
    const QMutexLocker lock(&m_mutex);
    m_allowed << text;
}

QString Quiet::complaints() const
{
    const QMutexLocker lock(&m_mutex);
    return m_complaints.join(u'\n');
}

void Quiet::handle(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (type == QtWarningMsg || type == QtCriticalMsg)
        s_current->keep(message);
    else
        s_current->m_previous(type, context, message);
}

void Quiet::keep(const QString& message)
{
    const QMutexLocker lock(&m_mutex);
    const auto expected = [&message](const auto& text) { return message.contains(text); };
    if (std::none_of(m_allowed.cbegin(), m_allowed.cend(), expected))
        m_complaints << message;
}

} // namespace tierwatch::test
