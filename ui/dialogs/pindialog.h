// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QVBoxLayout;

namespace tierwatch {

/// Asks whether the certificate that a service showed is to be trusted, since nobody vouches for it
/// or since it is another one than before. accepted() means that it is; Esc, Enter and the default
/// button mean that it is not. GUI thread; deletes itself when closed.
class PinDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Both digests are SHA-256 in hex; `pinned` is empty where none was trusted before, and then
    /// `why` says what is the matter with the one that was shown.
    PinDialog(const QString& host, const QString& pinned, const QString& presented,
              const QString& why, QWidget* parent = nullptr);

    [[nodiscard]] const QString& presented() const { return m_presented; }

private:
    void buildText(QVBoxLayout& layout, const QString& host, const QString& pinned,
                   const QString& why);
    void addDigest(QVBoxLayout& layout, const QString& caption, const QString& digest);

    const QString m_presented;
};

/// "AB12 CD34 ...", in two lines: a digest as two people read it to each other.
[[nodiscard]] QString digestText(const QString& digest);

} // namespace tierwatch
