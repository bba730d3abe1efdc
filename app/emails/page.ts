/**
 * The page around every email's words: one table of inline styles, readable without styles, without pictures and in a dark mail program. The button is
 * a cell with a colour of its own, for mail programs that know no padding of links.
 */
export const HTML_PAGE = `<!doctype html>
<html lang="{{ locale }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ subject }}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) { .button { background: #f1f1f1 !important; } .button a { color: #1a1a1a !important; border-color: #f1f1f1 !important; } }
</style>
</head>
<body style="margin:0;padding:0;word-break:break-word;">
<div style="display:none;max-height:0;overflow:hidden;">{{ preheader }}{{ filler | html }}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;">
<tr><td style="padding:0 0 16px;font-size:20px;font-weight:bold;">{% if brand.logo != "" %}<img src="{{ brand.logo }}" alt="{{ shop.name }}" height="48" style="display:block;height:48px;width:auto;max-width:240px;border:0;">{% else %}{{ shop.name }}{% endif %}</td></tr>
<tr><td style="padding:0 0 8px;">{{ body | html }}</td></tr>
<tr><td style="padding:8px 0 24px;"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" bgcolor="{{ color }}" style="background:{{ color }};border-radius:8px;"><a href="{{ link }}" style="display:inline-block;padding:12px 24px;border:1px solid {{ color }};border-radius:8px;color:{{ onColor }};font-weight:bold;text-decoration:none;">{{ button }}</a></td></tr></table></td></tr>
<tr><td style="padding:16px 0 0;border-top:1px solid #8a8a8a;font-size:14px;">{{ words.private }} {{ words.answer }}{% if stop %} <a href="{{ stop }}" style="color:inherit;">{{ words.stop }}</a>.{% endif %}{% if brand.footer != "" %}<br><br>{{ brand.footer | lines }}{% endif %}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

/** The same as plain text. */
export const TEXT_PAGE = `{{ body }}

{{ button }}:
{{ link }}

{{ words.private }}
{{ words.answer }}
{% if stop %}{{ words.stop }}: {{ stop }}
{% endif %}
{{ shop.name }}
{% if brand.footer != "" %}{{ brand.footer }}
{% endif %}`;
