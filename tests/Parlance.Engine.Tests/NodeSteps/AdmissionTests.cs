using System.Net;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>Who may connect: how many at once from one place, how often, how many in all.</summary>
public class AdmissionTests
{
    [Fact]
    public void so_many_from_one_address_and_no_more()
    {
        var rig = new NodeRig(With(new() { ConnectionsPerAddress = 3 }));
        var clients = Many(rig, 3);
        Assert.All(clients, client => Assert.False(client.Connection.IsClosing));
        Assert.Equal("Too many connections from your address", Reason(rig.Connect()));
        Assert.False(rig.Connect("10.0.0.2").Connection.IsClosing);
    }

    [Fact]
    public void who_leaves_makes_room()
    {
        var rig = new NodeRig(With(new() { ConnectionsPerAddress = 1 }));
        var first = rig.Connect();
        rig.Lose(first);
        Assert.False(rig.Connect().Connection.IsClosing);
    }

    [Fact]
    public void a_refused_connection_makes_room_as_well()
    {
        var rig = new NodeRig(With(new() { ConnectionsPerAddress = 1 }));
        var first = rig.Connect();
        for (var i = 0; i < 5; i++) rig.Node.Forget(rig.Connect().Connection);
        rig.Lose(first);
        Assert.False(rig.Connect().Connection.IsClosing);
        Assert.Equal(5, rig.Node.Counters.Refused);
    }

    [Fact]
    public void six_counts_by_its_network_of_64_bits()
    {
        var rig = new NodeRig(With(new() { ConnectionsPerAddress = 1 }));
        Assert.False(rig.Connect("2001:db8::1").Connection.IsClosing);
        Assert.True(rig.Connect("2001:db8::ffff:2").Connection.IsClosing);
        Assert.False(rig.Connect("2001:db8:0:1::1").Connection.IsClosing);
    }

    [Fact]
    public void who_comes_too_often_waits_for_the_window()
    {
        var rig = new NodeRig(With(new() { ThrottleConnections = 2, ThrottleWindow = TimeSpan.FromSeconds(10) }));
        for (var i = 0; i < 2; i++) rig.Lose(rig.Connect());
        Assert.StartsWith("You are connecting too fast", Reason(rig.Connect()), StringComparison.Ordinal);
        Assert.False(rig.Connect("10.0.0.2").Connection.IsClosing);
        rig.Turn(10_000);
        Assert.False(rig.Connect().Connection.IsClosing);
    }

    [Fact]
    public void a_full_server_says_so()
    {
        var rig = new NodeRig(With(new() { ConnectionsMax = 2 }));
        Many(rig, 2);
        Assert.Equal("This server is full", Reason(rig.Connect()));
    }

    [Fact]
    public void the_first_class_that_matches_counts()
    {
        var rig = new NodeRig(With(new()) with
        {
            Classes = [new() { Name = "staff", Addresses = [IPNetwork.Parse("10.0.0.0/24")], Max = 1 }, new() { Name = "tls", Addresses = [IPNetwork.Parse("10.0.1.0/24")], TlsRequired = true }],
        });
        Assert.Equal("staff", rig.Connect().Connection.Class.Name);
        Assert.Equal("Too many connections of your class", Reason(rig.Connect()));
        Assert.Equal("This class of connections needs TLS", Reason(rig.Connect("10.0.1.1")));
        Assert.Equal("Your address is not allowed here", Reason(rig.Connect("10.9.9.9")));
    }

    [Fact]
    public void without_limits_anybody_may_come()
    {
        var rig = new NodeRig();
        Assert.All(Many(rig, 100), client => Assert.False(client.Connection.IsClosing));
    }

    private static Settings With(LimitSettings limits) => new() { Limits = limits };

    private static List<Client> Many(NodeRig rig, int count) => [.. Enumerable.Range(0, count).Select(_ => rig.Connect())];

    private static string Reason(Client client)
    {
        var goodbye = client.Hears()[^1];
        return goodbye[(goodbye.IndexOf('[', StringComparison.Ordinal) + 1)..^1];
    }
}
