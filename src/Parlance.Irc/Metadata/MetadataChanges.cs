using Parlance.Domain;
using Parlance.Domain.Metadata;
using Parlance.Irc.Queries;

namespace Parlance.Irc.Metadata;

/// <summary>METADATA SET and CLEAR: on oneself, and on rooms by their operators. Staff with <c>override</c> may change any room's.</summary>
internal static class MetadataChanges
{
    public static void Set(IrcSession client, MetadataTarget target, string key, string? value)
    {
        if (!MetadataKey.IsKey(key)) client.Fail("METADATA", "KEY_INVALID", "Invalid key", Words.Echo(key));
        else if (Wait(client) is > 0 and var seconds) client.Fail("METADATA", "RATE_LIMITED", "Too many changes", target.Name, key, $"{seconds}");
        else if (Ask(client, target, key, value) is { } refusal) Refuse(client, refusal, target, key);
        else if (value is null) client.Reply(Numerics.KeyNotSet, target.Name, key);
        else client.ReplyText(Numerics.KeyValue, value, target.Name, key, "*");
    }

    public static void Clear(IrcSession client, MetadataTarget target)
    {
        var keys = target.Kept?.Keys.ToArray() ?? [];
        if (Wait(client) is > 0 and var seconds)
        {
            client.Fail("METADATA", "RATE_LIMITED", "Too many changes", target.Name, "*", $"{seconds}");
            return;
        }

        var refusal = target.Room is { } room ? client.Node.Ask(client, room, new ClearRoomMetadata(), IsOverriding(client, room))
            : target.User == client.User ? client.Node.Ask(client, new ClearUserMetadata()) : new(RefusalCode.RankTooLow);
        if (refusal is not null)
        {
            Refuse(client, refusal, target, "*");
            return;
        }

        var batch = new ReplyBatch(client, "metadata", target.Name);
        using (batch.In())
            foreach (var key in keys) client.ReplyText(Numerics.KeyValue, "", target.Name, key, "*");
        batch.End();
    }

    private static int Wait(IrcSession client) =>
        client.Node.Settings.Limits.Enabled ? client.Dialect.MetadataChanges.Take(client.User!.Uid, client.Node.Now.Monotonic) : 0;

    private static Refusal? Ask(IrcSession client, MetadataTarget target, string key, string? value)
    {
        if (target.Room is { } room) return client.Node.Ask(client, room, new SetRoomMetadata(key, value), IsOverriding(client, room));
        return target.User == client.User ? client.Node.Ask(client, new SetUserMetadata(key, value)) : new(RefusalCode.RankTooLow);
    }

    private static bool IsOverriding(IrcSession client, Domain.Rooms.Room room) =>
        !(client.User!.In(room)?.Rank >= Domain.Rooms.Rank.Operator) && client.HasPrivilege("override");

    private static void Refuse(IrcSession client, Refusal refusal, MetadataTarget target, string key)
    {
        switch (refusal.Code)
        {
            case RefusalCode.NothingToDo: client.Fail("METADATA", "KEY_NOT_SET", "Key not set", target.Name, key); break;
            case RefusalCode.TooLong: client.Fail("METADATA", "VALUE_INVALID", $"Value is longer than {refusal.Detail} bytes"); break;
            case RefusalCode.ListFull: client.Fail("METADATA", "LIMIT_REACHED", "Metadata limit reached", target.Name); break;
            case RefusalCode.NotInRoom or RefusalCode.RankTooLow: client.Fail("METADATA", "KEY_NO_PERMISSION", "Permission denied", target.Name, key); break;
            default: client.Refuse(refusal, "METADATA", target.Name); break;
        }
    }
}
