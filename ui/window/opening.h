// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/targetopener.h"

#include <QObject>

namespace tierwatch {

/// The way from a wish to an open target: one attempt at a time, the sample made first where it is
/// not there yet. A newer wish drops the answer of an older one. GUI thread; never waits there.
class Opening final : public QObject
{
    Q_OBJECT
public:
    explicit Opening(TargetOpener& opener, QObject* parent = nullptr);
    ~Opening() override;

    void open(const TargetConnection& connection);
    void openSample(TargetOpener::Access access);
    /// Stops the making of the sample; failed() with Cancelled follows.
    void cancel();
    /// Forgets what is under way; neither opened() nor failed() follows.
    void drop();
    /// The last wish once more.
    void retry();

    /// Whether the sample is being made.
    [[nodiscard]] bool creating() const { return m_creating; }
    [[nodiscard]] const TargetConnection& connection() const { return m_connection; }
    /// The same place under another name, group or colour, or marked otherwise.
    void setConnection(const TargetConnection& connection) { m_connection = connection; }

Q_SIGNALS:
    void started(const QString& location);
    void progressed(int percent, const QString& sentence);
    /// It waits for what a person may have to do elsewhere, as the sentence says; empty = no more.
    void waits(const QString& sentence);
    void opened(const tierwatch::TargetPtr& target);
    void failed(const QString& location, const tierwatch::Error& error);

private:
    void attempt();
    void followWaiting(const QFuture<Result<TargetPtr>>& target);
    void create();
    void showProgress(const CreationProgress& progress);
    template <class T, class F>
    void await(const QFuture<Result<T>>& future, F onSuccess);

    TargetOpener& m_opener;
    TargetConnection m_connection;
    bool m_sample = false;
    bool m_creating = false;
    quint64 m_attempt = 0;
    std::stop_source m_stop;
};

/// "Company 3 of 6, 1,104,000 of 1,600,000 postings, 21 s left".
[[nodiscard]] QString creationText(const CreationProgress& progress);

} // namespace tierwatch
