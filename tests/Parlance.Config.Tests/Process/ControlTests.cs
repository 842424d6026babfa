using System.Net.Sockets;
using System.Text;
using Parlance.Control;

namespace Parlance.Config.Tests.Process;

public sealed class ControlTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlance-control").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void requests_are_answered_in_turn()
    {
        using var server = Echo();
        using var client = new ControlClient(_folder);
        Assert.Equal("a", client.Ask("a").GetProperty("heard").GetString());
        Assert.Equal("b", client.Ask("b").GetProperty("heard").GetString());
    }

    [Fact]
    public void only_its_owner_may_ask()
    {
        using var server = Echo();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, ControlServer.FileName)));
    }

    [Theory, InlineData("nonsense"), InlineData("[]"), InlineData("{}"), InlineData("{\"command\":5}"), InlineData("{\"command\":\"\"}"), InlineData("")]
    public void what_is_no_request_is_told_so(string line)
    {
        using var server = Echo();
        Assert.Contains("a request is one line", Raw(line + "\n"));
    }

    [Fact]
    public void a_request_without_end_is_cut_off()
    {
        using var server = Echo();
        Assert.Contains("has at most", Raw(new string('x', ControlRequest.LengthMax + 5000)));
    }

    [Fact]
    public void a_deep_request_is_refused()
    {
        using var server = Echo();
        Assert.Contains("a request is one line", Raw("{\"command\":\"a\",\"x\":" + new string('[', 1000) + new string(']', 1000) + "}\n"));
    }

    [Fact]
    public void an_answer_that_is_too_long_is_replaced()
    {
        using var server = new ControlServer(_folder, (_, _) => Task.FromResult(new ControlReply(new byte[ControlReply.LengthMax + 1])));
        using var client = new ControlClient(_folder);
        Assert.Equal("the answer is too long", Assert.Throws<ControlException>(() => client.Ask("a")).Message);
    }

    [Fact]
    public void a_failure_is_an_answer_and_the_next_request_is_heard()
    {
        using var server = new ControlServer(_folder, (request, _) => request.Command == "a" ? throw new InvalidOperationException("no luck") : Task.FromResult(ControlReply.Done()));
        using var client = new ControlClient(_folder);
        Assert.Contains("no luck", Assert.Throws<ControlException>(() => client.Ask("a")).Message);
        Assert.True(client.Ask("b").GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void a_node_that_does_not_answer_is_not_waited_for()
    {
        using var server = new ControlServer(_folder, (_, stop) => Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => ControlReply.Done(), TaskScheduler.Default), TimeSpan.FromMilliseconds(50));
        using var client = new ControlClient(_folder);
        Assert.Contains("in time", Assert.Throws<ControlException>(() => client.Ask("a")).Message);
    }

    [Fact]
    public void a_silent_client_does_not_keep_others_waiting()
    {
        using var server = new ControlServer(_folder, (_, _) => Task.FromResult(ControlReply.Done()), TimeSpan.FromMilliseconds(50));
        using var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        silent.Connect(new UnixDomainSocketEndPoint(Path.Combine(_folder, ControlServer.FileName)));
        using var client = new ControlClient(_folder);
        Assert.True(client.Ask("a").GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void without_a_server_the_remedy_is_told() =>
        Assert.Contains("parlance run", Assert.Throws<ControlException>(() => new ControlClient(_folder)).Message);

    [Fact]
    public void a_folder_too_deep_for_a_socket_is_told_with_its_remedy()
    {
        var deep = Path.Combine(_folder, new string('x', ControlAddress.PathLengthMax));
        Assert.Contains("shorter path", Assert.Throws<ControlException>(() => new ControlClient(deep)).Message);
        Assert.Contains("shorter path", Assert.Throws<ControlException>(() => new ControlServer(deep, (_, _) => Task.FromResult(ControlReply.Done()))).Message);
    }

    private ControlServer Echo() => new(_folder, (request, _) => Task.FromResult(ControlReply.Object(json => json.WriteString("heard", request.Command))));

    private string Raw(string bytes)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(_folder, ControlServer.FileName)));
        socket.Send(Encoding.UTF8.GetBytes(bytes));
        var buffer = new byte[4096];
        return Encoding.UTF8.GetString(buffer, 0, socket.Receive(buffer));
    }
}
