using System.Text;

namespace Parlance.Toml;

/// <summary>Line and column, from 1; a column is a character (code point) of the line.</summary>
public readonly record struct TomlPosition(int Line, int Column);

/// <summary>What is wrong with a text, where, in a sentence for people.</summary>
public sealed record TomlError(TomlPosition At, string Message);

/// <summary>A text read as TOML 1.0 (toml.io/en/v1.0.0), or the first error in it. Reading never throws.</summary>
public sealed class TomlDocument
{
    /// <summary>Longer texts are refused: 1 MiB.</summary>
    public const int LengthMax = 1 << 20;

    private readonly byte[] _text;

    private TomlDocument(byte[] text, TomlTable root, TomlError? error)
    {
        _text = text;
        Root = root;
        Error = error;
    }

    /// <summary>Everything that was read; empty when there is an error.</summary>
    public TomlTable Root { get; }

    public TomlError? Error { get; }

    public static TomlDocument Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    public static TomlDocument Parse(byte[] utf8)
    {
        if (utf8.Length > LengthMax)
            return new(utf8, new(0), new(new(1, 1), $"the file has {utf8.Length} bytes; at most {LengthMax} are read"));

        var invalid = Utf8.FirstInvalid(utf8);
        if (invalid >= 0)
            return new(utf8, new(0), new(Position(utf8, invalid), "the file is not valid UTF-8 here"));

        try
        {
            var reader = new TomlReader(utf8);
            return new(utf8, reader.Read(), error: null);
        }
        catch (TomlException wrong)
        {
            return new(utf8, new(0), new(Position(utf8, wrong.Offset), wrong.Message));
        }
    }

    public TomlPosition PositionOf(int offset) => Position(_text, offset);

    private static TomlPosition Position(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Clamp(offset, 0, text.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = 1;
        foreach (var b in before[(before.LastIndexOf((byte)'\n') + 1)..])
            if ((b & 0xC0) != 0x80) column++;   // a continuation byte is not a character of its own

        return new(line, column);
    }

    private static class Utf8
    {
        public static int FirstInvalid(ReadOnlySpan<byte> text)
        {
            if (System.Text.Unicode.Utf8.IsValid(text)) return -1;

            var at = 0;
            while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
            return at;
        }
    }
}

/// <summary>Leaves the reader from any depth; <see cref="TomlDocument.Parse(byte[])"/> makes a <see cref="TomlError"/> of it.</summary>
internal sealed class TomlException(int offset, string message) : Exception(message)
{
    public int Offset { get; } = offset;
}
