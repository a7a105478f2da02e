// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/ownhistory.h"
#include "remote/servicecalls.h"

namespace tierwatch {

/// The history that is kept here for one service, if any is: what its figures leave behind, and
/// what is answered from that instead of being asked there. Belongs to its target, in whose thread
/// it is used.
class KeptHistory final
{
public:
    using Answering = std::shared_ptr<QPromise<Result<Reply>>>;

    /// Null = none is kept.
    KeptHistory(std::shared_ptr<OwnHistory> history, const QUrl& base, QString server,
                const QByteArray& token);
    /// The figures of one source server are not another's: the token says which, or else `server`.
    void speakWith(const QByteArray& token);

    [[nodiscard]] bool isKept() const { return m_history != nullptr; }
    /// Whether it answers this, now or later.
    [[nodiscard]] bool answers(const Query& query, const Answering& answering) const;
    [[nodiscard]] bool answers(const Action&, const Answering&) const { return false; }
    /// The call, so that the figures that come of it are noted.
    [[nodiscard]] ServiceCall noting(const Query& query, ServiceCall call) const;
    [[nodiscard]] ServiceCall noting(const Action&, ServiceCall call) const { return call; }

private:
    const std::shared_ptr<OwnHistory> m_history;
    const QString m_base;
    const QString m_server;
    QString m_place;
};

} // namespace tierwatch
