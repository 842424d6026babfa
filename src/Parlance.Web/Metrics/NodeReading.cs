using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Engine;
using Parlance.Engine.Metering;

namespace Parlance.Web.Metrics;

/// <summary>What the node counts, copied on the loop in one short step.</summary>
public sealed record NodeReading
{
    public required int Connections { get; init; }
    public required int SecureConnections { get; init; }
    public required int Users { get; init; }
    public required int Invisible { get; init; }
    public required int Operators { get; init; }
    public required int Rooms { get; init; }
    public required long Accepted { get; init; }
    public required long Refused { get; init; }
    public required long Paced { get; init; }
    public required int ThrottledAddresses { get; init; }
    public required long SendQueueExceeded { get; init; }
    public required long Messages { get; init; }
    public required long Deliveries { get; init; }
    public required long Position { get; init; }
    public required long Committed { get; init; }
    public required bool StorageDown { get; init; }
    public required int Questions { get; init; }
    public required (OperBanKind Kind, int Count)[] Bans { get; init; }
    public required (RefusalCode Code, long Count)[] Refusals { get; init; }
    public required (string Dialect, string Name, long Uses)[] Commands { get; init; }
    public required (string Dialect, string Name, long[] Buckets, long Sum)[] CommandTimes { get; init; }
    public required (long[] Buckets, long Sum) FanOut { get; init; }

    public static NodeReading Of(Node node) => new()
    {
        Connections = node.Connections.Length,
        SecureConnections = Secure(node),
        Users = node.State.Users.Count,
        Invisible = node.State.Users.Invisible,
        Operators = node.State.Users.Operators,
        Rooms = node.State.Rooms.Count,
        Accepted = node.Counters.Accepted,
        Refused = node.Counters.Refused,
        Paced = node.Counters.Paced,
        ThrottledAddresses = node.Admission.ThrottledAddresses,
        SendQueueExceeded = node.Counters.SendQueueExceeded,
        Messages = node.Counters.Messages,
        Deliveries = node.Audience.Deliveries,
        Position = node.Position,
        Committed = node.CommittedPosition,
        StorageDown = node.IsStorageDown,
        Questions = node.QuestionsWaiting,
        Bans = [.. Enum.GetValues<OperBanKind>().Select(kind => (kind, node.State.Bans.All.Count(ban => ban.Kind == kind)))],
        Refusals = [.. Enum.GetValues<RefusalCode>().Select(code => (code, node.Counters.Refusals[(int)code])).Where(one => one.Item2 > 0)],
        Commands = [.. node.Commands.All.Where(meter => meter.Uses > 0).Select(meter => (meter.Dialect, meter.Name, meter.Uses))],
        CommandTimes = [.. node.Commands.All.Where(meter => meter.IsTimed).Select(meter => (meter.Dialect, meter.Name, meter.Microseconds.Buckets.ToArray(), meter.Microseconds.Sum))],
        FanOut = (node.Audience.FanOut.Buckets.ToArray(), node.Audience.FanOut.Sum),
    };

    private static int Secure(Node node)
    {
        var secure = 0;
        foreach (var connection in node.Connections)
            if (connection.Peer.Secure) secure++;
        return secure;
    }
}
