using System.Text;

namespace Parlance.Domain.Rooms.Fold;

/// <summary>Reads what <see cref="RoomBytes"/> wrote. The bytes come from another node or a disk: whatever is wrong with them is a <see cref="FormatException"/>.</summary>
internal ref struct RoomReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>The most entries of one kind that a snapshot may have.</summary>
    public const int EntriesMax = 1 << 20;

    /// <summary>The longest text in a snapshot, in bytes.</summary>
    public const int TextBytesMax = 1 << 16;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public FoldedRoom Room()
    {
        if (Number() != RoomBytes.Version) throw new FormatException("the snapshot of a room is of another version");
        var room = new FoldedRoom();
        room.Restore(new(new(Number()), new((uint)Number())), Origin(), (int)Math.Min(int.MaxValue, Number()), new(Number()));
        for (var left = Count(); left > 0; left--) room.Absorb(new(new(Number()), new((uint)Number())));
        room.Register(Text(), Origin());
        var (name, folded) = (Text() ?? "", Text() ?? "");
        room.Rename(name, folded, Origin());
        var latest = new Stamp(Number());
        var incarnations = new Dot[Count()];
        for (var i = 0; i < incarnations.Length; i++) incarnations[i] = Dot();
        room.Restore(latest, incarnations);
        for (var left = Count(); left > 0; left--) room.Set(new(Mode(), Text(), Origin()));
        for (var left = Count(); left > 0; left--) room.HoldMode(new(Mode(), Number() != 0, Text(), Origin()));
        var topics = new FoldedTopic[Count()];
        for (var i = 0; i < topics.Length; i++) topics[i] = new(Text() ?? "", Text() ?? "", new(Number()), Origin());
        room.SetTopics(topics);
        ReadLists(room);
        for (var left = Count(); left > 0; left--) ReadMember(room);
        for (var left = Count(); left > 0; left--) room.SetMetadata(Text() ?? "", Text(), Origin());
        for (var left = Count(); left > 0; left--) room.Choose((RoomSetting)Number(), Text(), Origin());
        return room;
    }

    private void ReadLists(FoldedRoom room)
    {
        for (var left = Count(); left > 0; left--)
        {
            var key = new ListKey((MaskListKind)Number(), Text() ?? "");
            for (var additions = Count(); additions > 0; additions--) room.Add(key, new(Text() ?? "", Text() ?? "", new(Number()), Origin()), static _ => true);
        }

        for (var left = Count(); left > 0; left--) room.SetAccess(Text() ?? "", new((Access)Number(), Origin()));
        for (var left = Count(); left > 0; left--)
        {
            var user = new Uid(Number());
            for (var invitations = Count(); invitations > 0; invitations--) room.Invite(user, new(new(Number()), new((long)Number()), Origin()), static _ => true);
        }
    }

    private void ReadMember(FoldedRoom room)
    {
        var user = new Uid(Number());
        for (var seats = Count(); seats > 0; seats--) room.Admit(user, new(Dot(), new(Number()), Text()));
        for (var ranks = Count(); ranks > 0; ranks--) room.Give(user, new((Rank)Number(), Origin(), Dot(), Number() != 0));
    }

    private RoomMode Mode() => (RoomMode)Number();

    private Origin Origin() => new(Dot(), new(Number()));

    public Dot Dot() => new(new((uint)Number()), (uint)Number(), Number());

    public int Count()
    {
        var count = Number();
        return count <= EntriesMax && count <= (ulong)_rest.Length ? (int)count : throw new FormatException("a snapshot of a room says that it has more than it has");
    }

    public ulong Number()
    {
        ulong value = 0;
        for (var (i, shift) = (0, 0); i < _rest.Length && shift < 64; i++, shift += 7)
        {
            value |= (ulong)(_rest[i] & 0x7F) << shift;
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }

        throw new FormatException("the snapshot of a room ends in the middle");
    }

    private string? Text()
    {
        var length = Number();
        if (length == 0) return null;
        if (--length > TextBytesMax || length > (ulong)_rest.Length) throw new FormatException("a text in the snapshot of a room is too long");
        var text = Encoding.UTF8.GetString(_rest[..(int)length]);
        _rest = _rest[(int)length..];
        return text;
    }
}
