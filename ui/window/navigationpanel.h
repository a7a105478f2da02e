// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QButtonGroup;
class QToolButton;
class QVBoxLayout;

class QPainter;

namespace tierwatch {

/// One page in the navigation: icon and name; icon alone where there is little room.
class NavigationRow final : public QAbstractButton
{
    Q_OBJECT
public:
    NavigationRow(const QString& icon, const QString& text, QWidget* parent = nullptr);

    void setCompact(bool compact);
    /// Something on the page wants to be looked at.
    void setTrouble(bool trouble);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBackground(QPainter& painter) const;

    QString m_icon;
    bool m_compact = false;
    bool m_trouble = false;
};

/// The card above the pages that names the target and opens the list of others.
class TargetSwitcher final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit TargetSwitcher(QWidget* parent = nullptr);

    void setTarget(const QString& name, const QString& kind);
    void setCompact(bool compact);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintText(QPainter& painter, const QRect& room) const;

    QString m_kind;
    bool m_compact = false;
};

/// The column at the left: what is watched, and the pages. Below 1,100 pixels of window it shows
/// icons only.
class NavigationPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit NavigationPanel(QWidget* parent = nullptr);

    void addPage(const QString& icon, const QString& name);
    void setCurrent(int page);
    void setTrouble(int page, bool trouble);
    /// A page about one target is not there without one.
    void setAvailable(int page, bool available);
    void setTarget(const QString& name, const QString& kind);
    /// The source server that a person is signed in to, with a way to another; empty = there is one
    /// alone.
    void setServer(const QString& name);
    void setCompact(bool compact);
    [[nodiscard]] TargetSwitcher& switcher() const { return *m_switcher; }

Q_SIGNALS:
    void pageChosen(int page);
    void serverWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applySizes();

    QVBoxLayout* m_layout;
    TargetSwitcher* m_switcher;
    QToolButton* m_server;
    QButtonGroup* m_pages;
    bool m_hasServer = false;
    bool m_compact = false;
};

} // namespace tierwatch
