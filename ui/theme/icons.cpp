// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include "theme/iconengine.h"
#include "theme/svgpath.h"

#include <QDebug>
#include <QFile>
#include <QHash>
#include <QPainter>

namespace tierwatch::icons {

using namespace Qt::StringLiterals;

namespace {

/// Lines of "our-name fill-rule path"; an icon of several paths has several lines.
QHash<QString, QList<QPainterPath>> readPaths()
{
    QFile file(u":/tierwatch/icons.paths"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QHash<QString, QList<QPainterPath>> all;
    const QString text = QString::fromLatin1(file.readAll());
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        const QString name = line.left(line.indexOf(u' ')).toString();
        const QStringView rest = line.sliced(name.size() + 1);
        const qsizetype space = rest.indexOf(u' ');
        auto path = parseSvgPath(rest.sliced(space + 1));
        if (!path)
            continue;
        path->setFillRule(rest.startsWith(u"evenodd") ? Qt::OddEvenFill : Qt::WindingFill);
        all[name].append(*path);
    }
    return all;
}

const QHash<QString, QList<QPainterPath>>& allPaths()
{
    static const QHash<QString, QList<QPainterPath>> all = readPaths();
    return all;
}

} // namespace

QIcon icon(const QString& name, std::optional<Token> color)
{
    const QList<QPainterPath> found = paths(name);
    if (found.isEmpty()) {
        qWarning() << "no icon named" << name;
        return {};
    }
    return QIcon(new IconEngine(found, color));
}

void paint(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 16, rect.height() / 16);
    for (const QPainterPath& path : paths(name))
        painter.fillPath(path, color);
    painter.restore();
}

QIcon dot(Token color)
{
    QPainterPath circle;
    circle.addEllipse(QPointF(8, 8), 4, 4);
    return QIcon(new IconEngine({circle}, color));
}

QList<QPainterPath> paths(const QString& name)
{
    return allPaths().value(name);
}

QStringList names()
{
    return allPaths().keys();
}

} // namespace tierwatch::icons
