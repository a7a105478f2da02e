// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <type_traits>
#include <utility>
#include <variant>

namespace tierwatch {

/// What kind of failure an Error is; the wire and the tests compare this, never the text.
enum class ErrorCode {
    InvalidArgument, ///< the caller's input is wrong; nothing was done
    NotFound,        ///< what was named does not exist
    NotAvailable,    ///< this target cannot do it, whoever asks
    NotSignedIn,     ///< a service does not accept, or was not given, a token
    NotTrusted,      ///< a service could not prove who it is; `detail` is its digest
    NotAllowed,      ///< the caller lacks the role, or the target is opened for viewing
    Locked,          ///< another process holds it
    Unreadable,      ///< missing, or no permission
    NotACache,       ///< a file that is not a cache of ours
    NewerVersion,    ///< written by a newer version of this program
    Storage,         ///< the cache file failed
    Source,          ///< the source database failed
    Timeout,
    Cancelled,
    Internal,
};

/// The stable name of a code, as it stands in JSON: "invalid_argument", "not_found", ...
[[nodiscard]] QString errorName(ErrorCode code);

/// A failure a person can act on. `message` says what happened, what it means and what to do, in
/// sentences; `detail` is for those who look closer (a driver's text, a path). Neither ever holds a
/// secret.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString detail = {};

    friend bool operator==(const Error&, const Error&) = default;
};

/// A value or an Error; the only way a function of this program reports failure. Any thread.
template <class T>
class [[nodiscard]] Result final
{
    using State = std::variant<T, Error>;

public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    /// Of a value that becomes one of this type by itself.
    template <class U>
    requires(!std::is_same_v<U, T> && !std::is_arithmetic_v<T> && std::is_convertible_v<U, T>)
        Result(Result<U> other)
        : m_state(other.ok() ? State(std::in_place_index<0>, *std::move(other))
                             : State(std::in_place_index<1>, other.error()))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; calling it on a failure is a programming error (throws std::bad_variant_access).
    [[nodiscard]] const T& value() const& { return std::get<0>(m_state); }
    [[nodiscard]] T& value() & { return std::get<0>(m_state); }
    [[nodiscard]] T&& value() && { return std::get<0>(std::move(m_state)); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    [[nodiscard]] const Error& error() const { return std::get<1>(m_state); }

private:
    State m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> final
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    [[nodiscard]] const Error& error() const { return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace tierwatch
