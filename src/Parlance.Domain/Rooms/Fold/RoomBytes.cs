using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parlance.Domain.Rooms.Fold;

/// <summary>A folded room as bytes: the same room gives the same bytes on every node, whatever it was folded from and in what order.</summary>
internal static class RoomBytes
{
    /// <summary>The form of the bytes; another version is refused.</summary>
    public const byte Version = 1;

    /// <summary>128 bits that are equal where rooms are.</summary>
    public static UInt128 HashOf(FoldedRoom room)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        Write(bytes, room);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    public static void Write(IBufferWriter<byte> to, FoldedRoom room)
    {
        to.Number(Version);
        to.Number(room.Instance.Stamp.Value).Number(room.Instance.Node.Value).Origin(room.Creation).Number((ulong)room.Rules).Number(room.Founder.Value);
        to.Number((ulong)room.Instances.Length);
        foreach (ref readonly var instance in room.Instances) to.Number(instance.Stamp.Value).Number(instance.Node.Value);
        to.Text(room.RegisteredTo).Origin(room.RegisteredBy);
        to.Text(room.Name).Text(room.Folded).Origin(room.NamedBy).Number(room.Latest.Value);
        to.Number((ulong)room.Incarnations.Length);
        foreach (ref readonly var node in room.Incarnations) to.Dot(node);
        to.Number((ulong)room.Settings.Length);
        foreach (ref readonly var setting in room.Settings) to.Number((ulong)setting.Mode).Text(setting.Value).Origin(setting.By);
        to.Number((ulong)room.Holds.Length);
        foreach (ref readonly var hold in room.Holds) to.Number((ulong)hold.Mode).Number(hold.On ? 1u : 0).Text(hold.Value).Origin(hold.By);
        var topics = room.RivalTopics.Length + (room.Topic.By.Dot.IsNone ? 0 : 1);
        to.Number((ulong)topics);
        if (topics > 0) Write(to, room.Topic);
        foreach (ref readonly var topic in room.RivalTopics) Write(to, topic);
        WriteLists(to, room);
        WritePeople(to, room);
        to.Number((ulong)room.Metadata.Count);
        foreach (var (key, value) in room.Metadata) to.Text(key).Text(value.Value).Origin(value.By);
        to.Number((ulong)room.Choices.Count);
        foreach (var (setting, value) in room.Choices) to.Number((ulong)setting).Text(value.Value).Origin(value.By);
    }

    private static void Write(IBufferWriter<byte> to, in FoldedTopic topic) => to.Text(topic.Text).Text(topic.Setter).Number(topic.User.Value).Origin(topic.By);

    private static void WriteLists(IBufferWriter<byte> to, FoldedRoom room)
    {
        to.Number((ulong)room.Lists.Count);
        foreach (var (key, additions) in room.Lists.OrderBy(entry => entry.Key))
        {
            to.Number((ulong)key.List).Text(key.Folded).Number((ulong)additions.Length);
            foreach (var addition in additions) to.Text(addition.Mask).Text(addition.Setter).Number(addition.User.Value).Origin(addition.By);
        }

        to.Number((ulong)room.Access.Count);
        foreach (var (account, entry) in room.Access.OrderBy(e => e.Key, StringComparer.Ordinal)) to.Text(account).Number((ulong)entry.Level).Origin(entry.By);
        to.Number((ulong)room.Invitations.Count);
        foreach (var (user, invitations) in room.Invitations.OrderBy(e => e.Key))
        {
            to.Number(user.Value).Number((ulong)invitations.Length);
            foreach (var invitation in invitations) to.Number(invitation.By.Value).Number((ulong)invitation.Expires.Milliseconds).Origin(invitation.Origin);
        }
    }

    private static void WritePeople(IBufferWriter<byte> to, FoldedRoom room)
    {
        to.Number((ulong)room.Members.Count);
        foreach (var member in room.Members.Values.OrderBy(m => m.User))
        {
            to.Number(member.User.Value).Number((ulong)member.Seats.Length);
            foreach (ref readonly var seat in member.Seats) to.Dot(seat.Joined).Number(seat.Since.Value).Text(seat.Account);
            to.Number((ulong)member.Ranks.Length);
            foreach (ref readonly var held in member.Ranks) to.Number((ulong)held.Rank).Origin(held.By).Dot(held.Seat).Number(held.FromAccess ? 1u : 0);
        }
    }

    private static IBufferWriter<byte> Origin(this IBufferWriter<byte> to, in Origin by) => to.Dot(by.Dot).Number(by.At.Value);

    public static IBufferWriter<byte> Dot(this IBufferWriter<byte> to, in Dot dot) => to.Number(dot.Node.Value).Number(dot.Incarnation).Number(dot.Counter);

    /// <summary>Seven bits a byte, the lowest first; the eighth says that more follow.</summary>
    public static IBufferWriter<byte> Number(this IBufferWriter<byte> to, ulong value)
    {
        var span = to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        to.Advance(length);
        return to;
    }

    /// <summary>UTF-8 after its length plus one; null is nought.</summary>
    private static IBufferWriter<byte> Text(this IBufferWriter<byte> to, string? text)
    {
        if (text is null) return to.Number(0);
        var length = Encoding.UTF8.GetByteCount(text);
        to.Number((ulong)length + 1);
        Encoding.UTF8.GetBytes(text, to.GetSpan(Math.Max(1, length)));
        to.Advance(length);
        return to;
    }
}
