using System.Text;

namespace Parlance.Configuration;

/// <summary>Files of text that a key names: the message of the day, the rules.</summary>
internal static class TextFile
{
    /// <summary>Bytes of such a file.</summary>
    public const int LengthMax = 64 << 10;

    public const int LinesMax = 500;

    /// <summary>The file's lines. The default file may be absent; one that was named must be there.</summary>
    public static IReadOnlyList<string> Lines(Reading from, TableValues table, Key<string> key)
    {
        var name = table.Get(key);
        if (name.Length == 0) return [];

        var path = from.Resolve(table, key);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                if (table.Has(key)) from.Wrong(table, key, $"the file {path} does not exist", $"write it, or take {key.Name} out");
                return [];
            }

            if (file.Length > LengthMax)
            {
                from.Wrong(table, key, $"{path} has {file.Length} bytes", $"shorten it to {LengthMax} bytes at most");
                return [];
            }

            var lines = File.ReadAllLines(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
            if (lines.Length <= LinesMax) return lines;
            from.Wrong(table, key, $"{path} has {lines.Length} lines", $"shorten it to {LinesMax} lines at most");
        }
        catch (DecoderFallbackException)
        {
            from.Wrong(table, key, $"{path} is not UTF-8", "convert it, for example with iconv");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            from.Wrong(table, key, $"{path} cannot be read", "give the server's user the right to read it");
        }

        return [];
    }
}
