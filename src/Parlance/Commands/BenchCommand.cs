using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Parlance.Bench;

namespace Parlance.Commands;

/// <summary><c>parlance bench connect|idle|fanout|direct</c>: load on a server, and a report.</summary>
internal sealed class BenchCommand
{
    private readonly Option<string> _host = new("--host") { Description = "The server.", DefaultValueFactory = _ => "127.0.0.1", Recursive = true };
    private readonly Option<int> _port = Number("--port", "Its IRC port, without TLS.", 6667, 1, 65535);
    private readonly Option<int> _clients = Number("--clients", "Clients that log in.", 100, 2, BenchOptions.ClientsMax);
    private readonly Option<int> _seconds = Number("--seconds", "How long is measured.", 5, 1, 3600);
    private readonly Option<int> _rate = Number("--rate", "Messages a second in all; 0: as fast as they arrive.", 0, 0, 10_000_000);
    private readonly Option<int> _senders = Number("--senders", "Clients that speak.", 10, 1, BenchOptions.ClientsMax);
    private readonly Option<int> _rooms = Number("--rooms", "Rooms that the clients are spread over (fanout).", 1, 1, BenchOptions.ClientsMax);
    private readonly Option<int> _depth = Number("--depth", "Messages of one sender on their way at once, at rate 0.", 4, 1, 1000);
    private readonly Option<int> _window = Number("--window", "Log-ins at once.", 64, 1, 10_000);
    private readonly Option<int> _size = Number("--size", "Bytes of a text.", 64, 34, 400);
    private readonly Option<int> _pid = Number("--pid", "The server's process, to measure its CPU and memory; 0: not.", 0, 0, int.MaxValue);
    private readonly Option<string> _password = new("--password") { Description = "What PASS is given.", DefaultValueFactory = _ => "", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "JSON instead of text.", Recursive = true };

    public static Command Command()
    {
        var bench = new BenchCommand();
        var command = new Command("bench", "Put load on an IRC server and report. Its limits must be off ([limits] enabled = false); only ever aim it at a server of your own.")
        {
            bench._host, bench._port, bench._clients, bench._seconds, bench._rate, bench._senders, bench._rooms, bench._depth, bench._window, bench._size, bench._pid, bench._password, bench._json,
        };
        command.Add(bench.Scenario("connect", "How fast clients log in.", LoginScenarios.Connect));
        command.Add(bench.Scenario("idle", "What clients cost that only are there.", LoginScenarios.Idle));
        command.Add(bench.Scenario("fanout", "Messages into rooms.", (options, stop) => new TalkScenario(options, rooms: true).Run(stop)));
        command.Add(bench.Scenario("direct", "Messages from one client to another.", (options, stop) => new TalkScenario(options, rooms: false).Run(stop)));
        return command;
    }

    private Command Scenario(string name, string description, Func<BenchOptions, CancellationToken, Task<Report>> run)
    {
        var command = new Command(name, description);
        command.SetAction(async (given, stop) =>
        {
            try
            {
                var report = await run(await Read(given), stop);
                await Console.Out.WriteAsync(given.GetValue(_json) ? report.Json() + "\n" : report.Text());
                return ExitStatus.Done;
            }
            catch (Exception e) when (e is BenchException or SocketException or TimeoutException)
            {
                await Console.Error.WriteLineAsync($"parlance: {e.Message}");
                return ExitStatus.Failed;
            }
        });
        return command;
    }

    private async Task<BenchOptions> Read(ParseResult given)
    {
        var host = given.GetValue(_host)!;
        if (!IPAddress.TryParse(host, out var address)) address = (await Dns.GetHostAddressesAsync(host))[0];
        var clients = given.GetValue(_clients);
        if (given.GetValue(_rooms) > clients / 2) throw new BenchException("a room needs two clients; give fewer --rooms or more --clients");
        return new()
        {
            Server = new(address, given.GetValue(_port)), Clients = clients, Seconds = given.GetValue(_seconds), Rate = given.GetValue(_rate),
            Senders = Math.Min(given.GetValue(_senders), clients), Rooms = given.GetValue(_rooms), Depth = given.GetValue(_depth), Window = given.GetValue(_window),
            Size = given.GetValue(_size), Pid = given.GetValue(_pid) is > 0 and var pid ? pid : null, Password = given.GetValue(_password)!,
        };
    }

    private static Option<int> Number(string name, string description, int @default, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => @default, Recursive = true };
        option.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out var number) && (number < min || number > max))
                given.AddError($"{name} is from {min} to {max}");
        });
        return option;
    }
}
