// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace tierwatch {

class TextLabel;

/// Says something in as many lines as it takes, above what a dialog is about, until it is
/// dismissed. GUI thread.
class NoticeBar final : public QFrame
{
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// Nothing to say hides it.
    void say(const QStringList& sentences);
    [[nodiscard]] QString text() const;

private:
    TextLabel* m_text;
};

} // namespace tierwatch
