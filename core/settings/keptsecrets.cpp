// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/keptsecrets.h"

#include <QHash>
#include <QSet>

#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

using Outcome = KeyStore::Outcome;

Error noStore(const QString& name, const QString& detail)
{
    return {ErrorCode::NotAvailable,
            KeptSecrets::tr("The system's key store can't be used, so the password of \"%1\" is "
                            "not known. Unlock or install one, or give the password in the "
                            "environment as %2.")
                .arg(name, EnvironmentSecrets::variableOf(name)),
            detail};
}

Error denied(const QString& name)
{
    return {ErrorCode::NotAllowed,
            KeptSecrets::tr("The system's key store was not allowed to give the password of "
                            "\"%1\". It is not asked again until the program is started anew.")
                .arg(name)};
}

Error tooLate(const QString& name, std::chrono::milliseconds timeout)
{
    return {ErrorCode::Timeout,
            KeptSecrets::tr("The system's key store did not give the password of \"%1\" within "
                            "%2 s. Unlock it, and it is used from then on.")
                .arg(name)
                .arg(double(timeout.count()) / 1000)};
}

Result<std::optional<QString>> told(const QString& name, const KeyStore::Answer& answer)
{
    switch (answer.outcome) {
    case Outcome::Done:
        return std::optional(answer.secret);
    case Outcome::NotFound:
        return std::optional<QString>();
    case Outcome::Denied:
        return denied(name);
    case Outcome::Failed:
        break;
    }
    return noStore(name, answer.detail);
}

QString keptForSession()
{
    return KeptSecrets::tr("The system's key store could not take the password, so it is only kept "
                           "until the program ends, and asked for again after that.");
}

} // namespace

struct KeptSecrets::Question
{
    const std::chrono::steady_clock::time_point until;
    std::optional<KeyStore::Answer> answer = {};
};

struct KeptSecrets::State
{
    std::mutex mutex; ///< guards what follows, and the questions
    std::condition_variable answered;
    QHash<QString, QString> session;
    QHash<QString, std::shared_ptr<Question>> asked; ///< without an answer yet
    QSet<QString> missing;
    bool denied = false;
    /// A question was not answered in time, or for as long as a person wanted, and still is not.
    bool silent = false;
    bool over = false; ///< nobody waits any more

    void took(Question& question, const KeyStore::Answer& answer)
    {
        question.answer = answer;
        denied = denied || answer.outcome == Outcome::Denied;
        silent = false;
        answered.notify_all();
    }

    /// Whether it was answered while anybody waits.
    [[nodiscard]] bool waitFor(const Question& question, std::unique_lock<std::mutex>& lock)
    {
        answered.wait_until(lock, question.until,
                            [&] { return question.answer || silent || over; });
        return question.answer.has_value();
    }
};

KeptSecrets::KeptSecrets(std::shared_ptr<KeyStore> store, const QString& owner,
                         std::chrono::milliseconds timeout)
    : m_store(std::move(store)),
      m_prefix(u"tierwatch/"_s + owner + u'/'),
      m_timeout(timeout),
      m_state(std::make_shared<State>())
{
}

QString KeptSecrets::keyOf(const QString& name) const
{
    return m_prefix + name;
}

Result<std::optional<QString>> KeptSecrets::passwordOf(const QString& source) const
{
    {
        const std::scoped_lock lock(m_state->mutex);
        if (const auto own = m_state->session.constFind(source); own != m_state->session.cend())
            return std::optional(*own);
        if (!m_store)
            return noStore(source, {});
        if (m_state->denied)
            return denied(source);
        if (m_state->missing.contains(source))
            return std::optional<QString>();
        // It may be asking a person whether it may answer: so nobody waits for every secret.
        if (m_state->silent || m_state->over)
            return tooLate(source, m_timeout);
    }
    const std::shared_ptr<Question> question = ask(source);
    std::unique_lock lock(m_state->mutex);
    if (!m_state->waitFor(*question, lock)) {
        m_state->silent = true;
        return tooLate(source, m_timeout);
    }
    return told(source, *question->answer);
}

/// One question at a time about one secret, however many want to know: a person is asked once.
/// Where it has waited too long nobody else waits for it.
std::shared_ptr<KeptSecrets::Question> KeptSecrets::ask(const QString& name) const
{
    auto question =
        std::make_shared<Question>(Question{.until = std::chrono::steady_clock::now() + m_timeout});
    {
        const std::scoped_lock lock(m_state->mutex);
        if (const auto asked = m_state->asked.constFind(name); asked != m_state->asked.cend())
            return *asked;
        m_state->asked.insert(name, question);
    }
    m_store->read(keyOf(name), [state = m_state, question, name](const KeyStore::Answer& answer) {
        const std::scoped_lock lock(state->mutex);
        state->asked.remove(name);
        if (answer.outcome == Outcome::NotFound)
            state->missing.insert(name);
        state->took(*question, answer);
    });
    return question;
}

Result<QString> KeptSecrets::keep(const QString& name, const QString& secret)
{
    if (const qsizetype bytes = secret.toUtf8().size(); bytes > mostBytes)
        return Error{ErrorCode::InvalidArgument,
                     tr("The password has %1 bytes, and the system's key store takes %2 at most. "
                        "Nothing was kept.")
                         .arg(bytes)
                         .arg(mostBytes)};
    const auto answer = write(name, secret);
    const std::scoped_lock lock(m_state->mutex);
    if (answer && answer->outcome == Outcome::Done) {
        m_state->session.remove(name);
        m_state->missing.remove(name);
        return QString();
    }
    m_state->session.insert(name, secret);
    return keptForSession();
}

void KeptSecrets::goOnWithout() const
{
    const std::scoped_lock lock(m_state->mutex);
    if (m_state->asked.isEmpty())
        return;
    m_state->silent = true;
    m_state->answered.notify_all();
}

void KeptSecrets::stopWaiting() const
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->over = true;
    m_state->answered.notify_all();
}

void KeptSecrets::forget(const QString& name)
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->session.remove(name);
        m_state->missing.insert(name);
    }
    if (m_store)
        m_store->remove(keyOf(name), [](const KeyStore::Answer&) {});
}

/// Absent where there is nobody to ask, or no answer in time.
std::optional<KeyStore::Answer> KeptSecrets::write(const QString& name, const QString& secret)
{
    auto question =
        std::make_shared<Question>(Question{.until = std::chrono::steady_clock::now() + m_timeout});
    {
        const std::scoped_lock lock(m_state->mutex);
        if (!m_store || m_state->denied)
            return {};
    }
    m_store->write(keyOf(name), secret,
                   [state = m_state, question](const KeyStore::Answer& answer) {
                       const std::scoped_lock lock(state->mutex);
                       state->took(*question, answer);
                   });
    std::unique_lock lock(m_state->mutex);
    (void)m_state->waitFor(*question, lock);
    return question->answer;
}

} // namespace tierwatch
