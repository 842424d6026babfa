namespace Parlance.Domain;

/// <summary>An event's name within its room, account or conversation: who wrote it, in which incarnation, as which one. No dot is ever reused.</summary>
public readonly record struct Dot(Sid Node, uint Incarnation, ulong Counter) : IComparable<Dot>
{
    public bool IsNone => Counter == 0;

    public int CompareTo(Dot other)
    {
        var order = Node.CompareTo(other.Node);
        if (order == 0) order = Incarnation.CompareTo(other.Incarnation);
        return order != 0 ? order : Counter.CompareTo(other.Counter);
    }

    /// <summary><c>SID.incarnation.counter</c>, as the log writes it.</summary>
    public override string ToString() => IsNone ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Node}.{Incarnation}.{Counter}");

    public static bool TryParse(ReadOnlySpan<char> text, out Dot dot)
    {
        dot = default;
        Span<Range> parts = stackalloc Range[4];
        if (text.Split(parts, '.') != 3 || !Sid.TryParse(text[parts[0]], out var node)) return false;
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        if (!uint.TryParse(text[parts[1]], invariant, out var incarnation) || !ulong.TryParse(text[parts[2]], invariant, out var counter)) return false;
        dot = new(node, incarnation, counter);
        return true;
    }
}
