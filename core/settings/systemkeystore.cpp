// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/keystore.h"

#include <QThread>

#include <qt6keychain/keychain.h>

#include <type_traits>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Qt Keychain queues the jobs of a process in one object, which lives on the thread of the first:
/// so there is one such thread, and it does not end before the process does.
QObject& jobsPlace()
{
    static QObject* const place = [] {
        auto* thread = new QThread;
        thread->setObjectName("keystore"_L1);
        auto* made = new QObject;
        made->moveToThread(thread);
        thread->start();
        return made;
    }();
    return *place;
}

KeyStore::Answer answerOf(const QKeychain::Job& job, const QString& secret)
{
    using Outcome = KeyStore::Outcome;
    switch (job.error()) {
    case QKeychain::NoError:
        return {Outcome::Done, secret};
    case QKeychain::EntryNotFound:
        return {Outcome::NotFound};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {Outcome::Denied, {}, job.errorString()};
    default:
        return {Outcome::Failed, {}, job.errorString()};
    }
}

/// A job is never destroyed before it has finished, since the system's library would still write to
/// it: it belongs to nobody, and goes by itself afterwards.
template <class Job>
void run(Job* job, const QString& key, const KeyStore::Then& then)
{
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, then] {
        QString secret;
        if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>)
            secret = job->textData();
        then(answerOf(*job, secret));
    });
    job->start();
}

class SystemKeyStore final : public KeyStore
{
public:
    void read(const QString& key, Then then) override
    {
        soon([key, then = std::move(then)] {
            run(new QKeychain::ReadPasswordJob(u"tierwatch"_s), key, then);
        });
    }
    void write(const QString& key, const QString& secret, Then then) override
    {
        soon([key, secret, then = std::move(then)] {
            auto* job = new QKeychain::WritePasswordJob(u"tierwatch"_s);
            job->setTextData(secret);
            run(job, key, then);
        });
    }
    void remove(const QString& key, Then then) override
    {
        soon([key, then = std::move(then)] {
            run(new QKeychain::DeletePasswordJob(u"tierwatch"_s), key, then);
        });
    }

private:
    template <class Work>
    static void soon(Work work)
    {
        QMetaObject::invokeMethod(&jobsPlace(), std::move(work), Qt::QueuedConnection);
    }
};

} // namespace

std::shared_ptr<KeyStore> systemKeyStore()
{
    return std::make_shared<SystemKeyStore>();
}

} // namespace tierwatch
