/** The page around every email's words: one table, readable without styles and in a dark mail program. */
export const HTML_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{ subject }}</title>
<style>
:root { color-scheme: light dark; }
a.button { background: #1a1a1a; color: #ffffff; }
@media (prefers-color-scheme: dark) { a.button { background: #f1f1f1; color: #1a1a1a; } }
</style>
</head>
<body style="margin:0;padding:0;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;">
<tr><td style="padding:0 0 16px;font-size:20px;font-weight:bold;">{{ shop.name }}</td></tr>
<tr><td style="padding:0 0 8px;">{{ body | raw }}</td></tr>
<tr><td style="padding:8px 0 24px;"><a class="button" href="{{ link }}" style="display:inline-block;padding:12px 24px;border-radius:8px;font-weight:bold;text-decoration:none;">{{ button }}</a></td></tr>
<tr><td style="padding:16px 0 0;border-top:1px solid #8a8a8a;font-size:14px;">This link is yours alone: whoever has it can decide about your order {{ order.name }}. You can answer this email to write to {{ shop.name }}.</td></tr>
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

This link is yours alone: whoever has it can decide about your order {{ order.name }}.
You can answer this email to write to {{ shop.name }}.

{{ shop.name }}
`;
