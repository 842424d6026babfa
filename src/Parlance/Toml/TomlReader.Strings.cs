using System.Globalization;
using System.Text;

namespace Parlance.Toml;

/// <summary>Strings: basic and literal, on one line and on several.</summary>
internal ref partial struct TomlReader
{
    private string BasicString()
    {
        var open = _at++;
        var text = new StringBuilder();
        while (true)
        {
            Chunk(text, "\"\\");
            if (Take('"')) return text.ToString();
            if (Next != '\\') throw Unclosed(open, '"');
            Escape(text);
        }
    }

    private string LiteralString()
    {
        var open = _at++;
        var text = new StringBuilder();
        Chunk(text, "'");
        return Take('\'') ? text.ToString() : throw Unclosed(open, '\'');
    }

    private string MultilineBasic()
    {
        var open = _at;
        _at += 3;
        TakeNewline();
        var text = new StringBuilder();
        while (true)
        {
            Chunk(text, "\"\\");
            if (Next == '"')
            {
                if (Closed(text, '"')) return text.ToString();
                continue;
            }

            if (Next == '\\')
            {
                if (!TrimmedLine()) Escape(text);
            }
            else if (TakeNewline()) text.Append('\n');
            else throw Unclosed(open, '"');
        }
    }

    private string MultilineLiteral()
    {
        var open = _at;
        _at += 3;
        TakeNewline();
        var text = new StringBuilder();
        while (true)
        {
            Chunk(text, "'");
            if (Next == '\'')
            {
                if (Closed(text, '\'')) return text.ToString();
                continue;
            }

            if (TakeNewline()) text.Append('\n');
            else throw Unclosed(open, '\'');
        }
    }

    /// <summary>Takes what means itself, up to one of <paramref name="stops"/>, a control character or the end.</summary>
    private void Chunk(StringBuilder text, string stops)
    {
        var start = _at;
        while (Next >= ' ' && Next != 0x7F && !stops.Contains((char)Next) || Next == '\t') _at++;
        text.Append(Encoding.UTF8.GetString(_text[start.._at]));
    }

    /// <summary>At quotes inside a multi-line string: one or two mean themselves, three close, and up to two more before the closing three belong to the text.</summary>
    private bool Closed(StringBuilder text, char quote)
    {
        var count = 0;
        while (count < 5 && Next == quote)
        {
            _at++;
            count++;
        }

        text.Append(quote, count >= 3 ? count - 3 : count);
        return count >= 3;
    }

    /// <summary>A backslash at the end of a line swallows the line end and all white space up to the next text.</summary>
    private bool TrimmedLine()
    {
        var back = _at++;
        SkipSpaces();
        if (!TakeNewline())
        {
            _at = back;
            return false;
        }

        do SkipSpaces();
        while (TakeNewline());
        return true;
    }

    private void Escape(StringBuilder text)
    {
        var start = _at++;
        var letter = Next;
        _at++;
        switch (letter)
        {
            case 'b': text.Append('\b'); break;
            case 't': text.Append('\t'); break;
            case 'n': text.Append('\n'); break;
            case 'f': text.Append('\f'); break;
            case 'r': text.Append('\r'); break;
            case '"': text.Append('"'); break;
            case '\\': text.Append('\\'); break;
            case 'u': text.Append(Scalar(start, 4)); break;
            case 'U': text.Append(Scalar(start, 8)); break;
            default: throw Wrong(start, "this escape is not known; a backslash is written \\\\, or the text in 'single quotes'");
        }
    }

    private string Scalar(int start, int digits)
    {
        var left = _text[Math.Min(_at, _text.Length)..];
        if (left.Length < digits
            || !uint.TryParse(left[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
            throw Wrong(start, $"\\{(digits == 4 ? 'u' : 'U')} is followed by {digits} hex digits of a Unicode character");

        _at += digits;
        return new Rune(code).ToString();
    }

    private readonly TomlException Unclosed(int open, char quote) => Next is -1 or '\n' or '\r'
        ? Wrong(open, $"the string that begins here is not closed; write {quote} at its end")
        : Wrong(_at, $"{Here()} is not allowed in a string; write it as an escape");
}
