// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/buttons.h"

#include <QWidget>

class QPushButton;

namespace tierwatch {

class TextLabel;

/// What a place says while there is nothing to show: icon on a tile, a title, a sentence, a button.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    /// Without an icon there is no tile (nothing matches a filter).
    EmptyState(const QString& icon, const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSentence(const QString& sentence);
    /// An empty text shows no button.
    void setAction(const QString& text, ButtonKind kind = ButtonKind::Plain);

Q_SIGNALS:
    void triggered();

private:
    TextLabel* m_title;
    TextLabel* m_sentence;
    QPushButton* m_button;
};

/// The icon in its tile of 44 px, as on the doors of the first run.
[[nodiscard]] QWidget* makeIconTile(const QString& icon, QWidget* parent);

} // namespace tierwatch
