namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Takes any bytes; throws when something is not as it must be.</summary>
public delegate void FuzzRun(ReadOnlySpan<byte> input);

/// <summary>Something that reads what strangers send.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Corpus">The file of <c>Corpus/</c> with inputs to begin from.</param>
/// <param name="Run">Reads the input and checks what came of it.</param>
public sealed record FuzzTarget(string Name, string Corpus, FuzzRun Run)
{
    public override string ToString() => Name;
}

/// <summary>All targets. To add one, add its line here and its corpus file.</summary>
public static class FuzzTargets
{
    public static FuzzTarget[] All { get; } =
    [
        new("framing", "lines.txt", FramingTarget.Run),
        new("line", "lines.txt", LineTarget.Run),
        new("tags", "tags.txt", TagsTarget.Run),
        new("modes", "modes.txt", ModesTarget.Run),
        new("mask", "masks.txt", MaskTarget.Run),
        new("ban", "bans.txt", BanTarget.Run),
        new("name", "names.txt", NameTarget.Run),
        new("xml", "xml.txt", XmlTarget.Run),
    ];
}
