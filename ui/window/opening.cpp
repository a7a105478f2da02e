// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/opening.h"

#include "base/whenended.h"
#include "models/whendone.h"
#include "theme/format.h"

namespace tierwatch {

namespace {

double shareOf(const CreationProgress& progress)
{
    if (progress.allPostings <= 0)
        return 0;
    return static_cast<double>(progress.postings) / static_cast<double>(progress.allPostings);
}

} // namespace

QString creationText(const CreationProgress& progress)
{
    const Format format;
    const QString text =
        Opening::tr("Company %1 of %2, %3 of %4 postings")
            .arg(progress.company)
            .arg(progress.companies)
            .arg(format.count(progress.postings), format.count(progress.allPostings));
    if (progress.leftMs < 0)
        return text;
    return Opening::tr("%1, %2 left").arg(text, format.age(progress.leftMs));
}

Opening::Opening(TargetOpener& opener, QObject* parent) : QObject(parent), m_opener(opener) {}

Opening::~Opening()
{
    m_stop.request_stop();
}

void Opening::open(const TargetConnection& connection)
{
    m_connection = connection;
    m_sample = false;
    retry();
}

void Opening::openSample(TargetOpener::Access access)
{
    m_connection = connectionAt(m_opener.sampleDirectory(), access);
    m_sample = true;
    retry();
}

void Opening::cancel()
{
    m_stop.request_stop();
}

void Opening::drop()
{
    ++m_attempt;
}

void Opening::retry()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_attempt;
    m_creating = m_sample && !m_opener.sampleExists();
    if (m_creating)
        create();
    else
        attempt();
}

template <class T, class F>
void Opening::await(const QFuture<Result<T>>& future, F onSuccess)
{
    whenDone(future, this, [this, onSuccess, attempt = m_attempt](const Result<T>& result) {
        if (attempt != m_attempt)
            return;
        m_creating = false;
        if (result)
            onSuccess(result);
        else
            Q_EMIT failed(m_connection.place, result.error());
    });
}

void Opening::attempt()
{
    Q_EMIT started(m_connection.place);
    const QFuture<Result<TargetPtr>> target = m_opener.open(m_connection);
    followWaiting(target);
    await(target, [this](const Result<TargetPtr>& open) { Q_EMIT opened(*open); });
}

void Opening::followWaiting(const QFuture<Result<TargetPtr>>& target)
{
    whenSaid(target, this, [this, attempt = m_attempt](const QString& sentence) {
        if (attempt == m_attempt)
            Q_EMIT waits(sentence);
    });
}

void Opening::create()
{
    Q_EMIT progressed(0, tr("Making the sample"));
    const auto report = [this, attempt = m_attempt](const CreationProgress& progress) {
        QMetaObject::invokeMethod(this, [this, attempt, progress] {
            if (attempt == m_attempt)
                showProgress(progress);
        });
    };
    await(m_opener.createSample(m_stop.get_token(), report),
          [this](const Result<void>&) { attempt(); });
}

void Opening::showProgress(const CreationProgress& progress)
{
    Q_EMIT progressed(qRound(shareOf(progress) * 100), creationText(progress));
}

} // namespace tierwatch
