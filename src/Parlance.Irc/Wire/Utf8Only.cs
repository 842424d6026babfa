namespace Parlance.Irc.Wire;

/// <summary>IRCv3 UTF8ONLY: lines are valid UTF-8 without NUL.</summary>
public static class Utf8Only
{
    public static bool IsValid(ReadOnlySpan<byte> line) => System.Text.Unicode.Utf8.IsValid(line) && !line.ContainsAny((byte)0, (byte)'\r');
}
