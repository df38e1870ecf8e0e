"""Whether the site may meet the public: what a government site must say of itself, and has not been told."""

from __future__ import annotations

from datetime import date

from generator.data.project import Project
from generator.data.site.center import FILE


def lacking(project: Project, today: date) -> list[str]:
    """Name everything that stands in the way of publishing the site for the public."""
    center = project.center
    found = [f"{FILE} 没有写{title}（{key}）；请填写" for key, title in center.wanting]
    if center.security and center.security.expires <= today:
        said = center.security.expires
        found.append(f"{FILE} 安全联系的有效期 {said} 已到；核对联系方式以后改写 security 的 expires")
    return found


def doubtful(project: Project) -> list[str]:
    """Name what cannot be real: addresses that stand for samples."""
    host = project.center.site_url.partition("//")[2].partition("/")[0]
    return [f"{FILE} 网站地址 {host} 是示例，不能对外"] if host.endswith((".example", ".invalid", ".test")) else []
