namespace Parlance.Irc.Wire;

/// <summary>
/// The tags of a line, one after another, from the text between <c>@</c> and the space. Tags without a key are passed over. Of tags with the same key
/// the last counts (<see cref="Find"/>). <c>foreach (var tag in IrcTags.In(line.Tags))</c>; IRCv3 message-tags.
/// </summary>
public ref struct IrcTags
{
    private ReadOnlySpan<byte> _rest;

    private IrcTags(ReadOnlySpan<byte> tags) => _rest = tags;

    public IrcTag Current { get; private set; }

    public static IrcTags In(ReadOnlySpan<byte> tags) => new(tags);

    public readonly IrcTags GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf((byte)';');
            Current = new(end < 0 ? _rest : _rest[..end]);
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (!Current.Key.IsEmpty) return true;
        }

        return false;
    }

    /// <summary>The raw value of a tag; the last of that key counts. Empty: the bare key.</summary>
    public static bool Find(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        value = default;
        var found = false;
        foreach (var tag in In(tags))
        {
            if (!tag.Key.SequenceEqual(key)) continue;
            value = tag.RawValue;
            found = true;
        }

        return found;
    }
}
