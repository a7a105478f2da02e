// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace tierwatch {

class TextLabel;

/// A white region with a title row (title, small subtitle, one thing at the right) and a body. Its
/// accessible name is its title. Cards never nest.
class Card final : public QFrame
{
    Q_OBJECT

public:
    /// Without a title there is no title row.
    explicit Card(const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSubtitle(const QString& subtitle);
    /// Puts `widget` at the right end of the title row; the card owns it.
    void setCorner(QWidget* widget);
    /// Where the content goes; its spacing is 0.
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// Says in place of the body that there is nothing to show yet; an empty sentence brings the
    /// body back.
    void setEmpty(const QString& sentence);
    /// Says in the title row that what the card shows does not exist here, and why; the body hides.
    /// An empty reason brings the body back.
    void setNotAvailable(const QString& reason);

private:
    void buildTitleRow();
    void showBody(bool shown);
    void applySizes();

    QVBoxLayout* m_layout;
    QWidget* m_titleBar;
    QHBoxLayout* m_titleRow = nullptr;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    TextLabel* m_reason;
    QWidget* m_content;
    QVBoxLayout* m_body;
    QWidget* m_corner = nullptr;
};

/// A 1 px line between parts of a card.
[[nodiscard]] QFrame* makeHairLine(QWidget* parent);

} // namespace tierwatch
