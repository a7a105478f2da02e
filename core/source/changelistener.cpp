// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/changelistener.h"

#include "source/sourcesession.h"

#include <QSqlDriver>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Lives on the listener's thread, with its connection.
class ChangeListener::Worker final : public QObject
{
public:
    Worker(Options options, Heard heard, std::atomic<bool>& listening)
        : m_options(std::move(options)),
          m_heard(std::move(heard)),
          m_listening(listening),
          m_pause(m_options.leastPause)
    {
        for (QTimer* timer : {&m_quiet, &m_retry})
            timer->setSingleShot(true);
        connect(&m_quiet, &QTimer::timeout, this, [this] { m_heard(); });
        connect(&m_retry, &QTimer::timeout, this, [this] { begin(); });
        connect(&m_beat, &QTimer::timeout, this, [this] { beat(); });
    }

    void begin()
    {
        auto session = SourceSession::open(m_options.source);
        if (session && (*session)->driver().subscribeToNotification(m_options.channel)) {
            m_session = *std::move(session);
            connect(&m_session->driver(), &QSqlDriver::notification, this, [this] { heard(); });
            m_listening = true;
            m_pause = m_options.leastPause;
            m_beat.start(m_options.beat);
            heard();
            return;
        }
        m_retry.start(m_pause);
        m_pause = std::min(m_pause * 2, m_options.mostPause);
    }

private:
    void heard()
    {
        if (!m_quiet.isActive())
            m_quiet.start(m_options.debounce);
    }
    /// A connection that was lost says nothing, as one does on which there is nothing to say.
    void beat()
    {
        const Result<SourceStatement> question = SourceStatement::parse(u"SELECT 1"_s);
        const auto answer = [](QSqlQuery& query) {
            return query.next() ? Result<void>() : Error{ErrorCode::Source, {}};
        };
        if (question && m_session->read(*question, {}, {}, answer))
            return;
        m_beat.stop();
        m_listening = false;
        m_session.reset();
        m_retry.start(m_pause);
    }

    const Options m_options;
    const Heard m_heard;
    std::atomic<bool>& m_listening;
    std::chrono::milliseconds m_pause;
    std::unique_ptr<SourceSession> m_session;
    QTimer m_quiet{this};
    QTimer m_retry{this};
    QTimer m_beat{this};
};

ChangeListener::ChangeListener(Options options, Heard heard)
{
    m_thread.setObjectName("listener"_L1);
    auto* worker = new Worker(std::move(options), std::move(heard), m_listening);
    worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::started, worker, [worker] { worker->begin(); });
    QObject::connect(&m_thread, &QThread::finished, worker, &QObject::deleteLater);
    m_thread.start();
}

ChangeListener::~ChangeListener()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace tierwatch
