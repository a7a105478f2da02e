// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionopener.h"

#include "base/async.h"
#include "base/whenended.h"
#include "remote/ownhistory.h"
#include "remote/servicenetwork.h"
#include "remote/servicetarget.h"
#include "sample/samplegenerator.h"
#include "session.h"
#include "sessionpasswords.h"
#include "target/filetarget.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QPromise>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

CacheTarget& targetOf(Session& session)
{
    return session.target();
}

CacheTarget& targetOf(FileTarget& target)
{
    return target;
}

Result<std::unique_ptr<FileTarget>> openFile(const TargetConnection& connection, Clock& clock)
{
    FileTargetOptions options{connection.place, Session::currentUser()};
    options.control = !connection.watchOnly;
    return FileTarget::open(std::move(options), clock);
}

QString ownBook()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) +
           u"/connections.json"_s;
}

/// Of what may be shared: the same place, opened for the same.
QString keyOf(const TargetConnection& connection)
{
    return connection.place + (connection.watchOnly ? u" watched"_s : QString());
}

CreationProgress progressOf(const SampleProgress& progress)
{
    return {progress.company, progress.companies, progress.postings, progress.allPostings,
            progress.msLeft};
}

} // namespace

SessionOpener::SessionOpener(Clock& clock, const QString& book, MakeKeyStore makeKeyStore)
    : m_clock(clock),
      m_makeKeyStore(std::move(makeKeyStore)),
      m_book(book.isEmpty() ? ownBook() : book),
      m_tokens(m_makeKeyStore(), m_pool),
      m_network(std::make_shared<ServiceNetwork>()),
      m_history(std::make_shared<OwnHistory>(
          QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))),
      m_desk(m_tokens, m_network)
{
    m_tokens.onKnown(
        [this](const TargetConnection& connection) { Q_EMIT m_desk.signedIn(connection); });
}

SessionOpener::~SessionOpener()
{
    m_tokens.stopWaiting(); // the pool ends with its last task
    // What opened after its window had gone is to be closed by a loop that has ended.
    m_threads.settle();
    QCoreApplication::sendPostedEvents(&m_place, QEvent::MetaCall);
}

template <class Task>
auto SessionOpener::run(QObject* worker, Task task) -> QFuture<std::invoke_result_t<Task>>
{
    const auto promise = std::make_shared<QPromise<std::invoke_result_t<Task>>>();
    promise->start();
    QMetaObject::invokeMethod(worker,
                              [promise, task = std::move(task)] { resolve(*promise, task()); });
    return promise->future();
}

QFuture<Result<TargetPtr>> SessionOpener::open(const TargetConnection& connection)
{
    if (connection.kind == TargetConnection::Kind::Service)
        return attach(connection);
    QObject* worker = m_threads.at(connection.place);
    const auto task = [this, connection, worker]() -> Result<TargetPtr> {
        if (TargetPtr open = openAlready(connection))
            return open;
        if (connection.kind == TargetConnection::Kind::File) {
            auto file = openFile(connection, m_clock);
            return file ? publish(*std::move(file), nullptr, worker)
                        : Result<TargetPtr>(file.error());
        }
        auto session =
            Session::open(connection.place, whyNoActions(connection), m_clock, m_makeKeyStore());
        if (!session)
            return session.error();
        auto passwords = SessionPasswords::of((*session)->workspace(), m_pool);
        TargetPtr target = publish(*std::move(session), std::move(passwords), worker);
        const std::scoped_lock lock(m_mutex);
        m_open[keyOf(connection)] = target;
        return target;
    };
    return run(worker, task);
}

/// One process owns a workspace, once: whoever else wants it here shares it.
TargetPtr SessionOpener::openAlready(const TargetConnection& connection)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_open.find(keyOf(connection));
    return found == m_open.end() ? nullptr : found->second.lock();
}

QFuture<Result<TargetPtr>> SessionOpener::attach(const TargetConnection& connection)
{
    const auto opening = std::make_shared<QPromise<Result<TargetPtr>>>();
    opening->start();
    const auto end = [opening](const Result<TargetPtr>& target) { resolve(*opening, target); };
    const QFuture<Result<QByteArray>> asked = m_tokens.tokenOf(connection);
    sayWhileWaiting(asked, opening);
    whenEnded(asked, &m_place, [this, connection, end](const QFuture<Result<QByteArray>>& told) {
        // Somebody may have signed in meanwhile.
        const auto known = m_tokens.known(connection);
        const Result<QByteArray> token = known ? *known : told.result();
        if (!token)
            return end(token.error());
        whenEnded(attach(connection, *token), &m_place,
                  [end](const QFuture<Result<TargetPtr>>& target) { end(target.result()); });
    });
    return opening->future();
}

void SessionOpener::sayWhileWaiting(const QFuture<Result<QByteArray>>& token,
                                    const Opening& opening)
{
    if (token.isFinished())
        return;
    // The timer lives longer than this where it must, and would keep what was opened.
    QTimer::singleShot(
        SessionTokens::keyStoreIsSlowAfter, &m_place, [token, weak = std::weak_ptr(opening)] {
            const Opening waiting = weak.lock();
            if (waiting && !token.isFinished())
                waiting->setProgressValueAndText(
                    1, tr("Waiting for the key store: it may be asking for its password."));
        });
    whenEnded(token, &m_place, [opening](const QFuture<Result<QByteArray>>&) {
        opening->setProgressValueAndText(2, u""_s); // one that is null is not told
    });
}

/// It lives in the window's thread from the beginning, and waits for nothing there.
QFuture<Result<TargetPtr>> SessionOpener::attach(const TargetConnection& connection,
                                                 const QByteArray& token)
{
    ServiceTargetOptions options = serviceOptions(connection, token, m_network);
    options.history = m_history;
    auto opened = ServiceTarget::open(std::move(options));
    if (!opened)
        return ready<Result<TargetPtr>>(opened.error());
    ServiceTarget* target = opened->release();
    target->setParent(&m_place);
    m_tokens.follow(connection, *target);
    return followed(target->connected(),
                    [this, target](const Result<void>& connected) -> Result<TargetPtr> {
                        if (connected)
                            return publish(*target);
                        target->deleteLater();
                        return connected.error();
                    });
}

void SessionOpener::know(const TargetConnection& connection, const QByteArray& token)
{
    m_tokens.know(connection, token);
}

TargetPtr SessionOpener::publish(ServiceTarget& connected)
{
    connected.setParent(nullptr);
    return {&connected, [this](ServiceTarget* last) {
                QMetaObject::invokeMethod(&m_place, [last] { delete last; });
            }};
}

template <class Opened>
TargetPtr SessionOpener::publish(std::unique_ptr<Opened> opened,
                                 std::shared_ptr<SourcePasswords> passwords, QObject* worker)
{
    CacheTarget* target = &targetOf(*opened);
    target->moveToThread(m_place.thread());
    {
        const std::scoped_lock lock(m_mutex);
        m_passwords.emplace(target, std::move(passwords));
    }
    const std::shared_ptr<Opened> shared(opened.release(),
                                         [this, worker](Opened* last) { close(last, worker); });
    return {shared, target};
}

/// Sends what was opened home: its target goes to its place's thread, and both end there. Only the
/// window's thread may let go of the target, whichever dropped it last.
template <class Opened>
void SessionOpener::close(Opened* opened, QObject* worker)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_passwords.erase(&targetOf(*opened));
    }
    QMetaObject::invokeMethod(&m_place, [opened, worker] {
        targetOf(*opened).moveToThread(worker->thread());
        QMetaObject::invokeMethod(worker, [opened] { delete opened; });
    });
}

std::shared_ptr<SourcePasswords> SessionOpener::passwordsOf(const CacheTarget& target)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_passwords.find(&target);
    return found == m_passwords.end() ? nullptr : found->second;
}

QString SessionOpener::sampleDirectory() const
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/sample"_s;
}

bool SessionOpener::sampleExists() const
{
    return QFileInfo::exists(sampleDirectory() + u'/' +
                             QLatin1StringView(Workspace::settingsFileName));
}

QFuture<Result<void>> SessionOpener::createSample(std::stop_token stop, Progress progress)
{
    const auto task = [this, stop = std::move(stop), progress = std::move(progress),
                       directory = sampleDirectory()]() -> Result<void> {
        QDir().mkpath(QFileInfo(directory).path());
        return SampleGenerator(m_clock).create(
            directory, [&progress](const SampleProgress& now) { progress(progressOf(now)); }, stop);
    };
    return run(m_threads.at(sampleDirectory()), task);
}

} // namespace tierwatch
