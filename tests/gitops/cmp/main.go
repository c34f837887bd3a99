// Argo CD's own plugin server, and what its repo-server asks of it: argocd-cmp [OPTION]..., or argocd-cmp ask NAME REPOSITORY FOLDER.
//
// ask does what the repo-server does for an Application: it looks for a plugin (NAME, or with an empty one any that discovers the folder),
// and if there is one, sends the repository and has the manifests made. Variables of the environment that begin with ARGOCD_APP_ or KUBE_
// are sent along. The answer is JSON; its type is that of an Application without plugin: Kustomize, Helm, Plugin or Directory.
package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/emptypb"

	server "github.com/argoproj/argo-cd/v3/cmd/argocd-cmp-server/commands"
	"github.com/argoproj/argo-cd/v3/cmpserver/apiclient"
	"github.com/argoproj/argo-cd/v3/util/app/discovery"
	"github.com/argoproj/argo-cd/v3/util/cmp"
)

type answer struct {
	Type       string   `json:"type"`
	Refused    string   `json:"refused,omitempty"` // no plugin for the folder
	Discovers  bool     `json:"discovers"`
	Error      string   `json:"error,omitempty"` // of generating
	Manifests  []string `json:"manifests,omitempty"`
	Parameters []string `json:"parameters,omitempty"`
}

func main() {
	if len(os.Args) == 5 && os.Args[1] == "ask" {
		ask(os.Args[2], os.Args[3], os.Args[4])
		return
	}
	if server.NewCommand().Execute() != nil {
		os.Exit(1)
	}
}

func ask(name, repository, folder string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	kind, err := discovery.AppType(ctx, folder, repository, nil, nil, variables())
	check(err)
	told := answer{Type: kind}
	closer, client, err := discovery.DetectConfigManagementPlugin(ctx, folder, repository, name, variables(), nil)
	if err != nil {
		told.Refused = err.Error()
	} else {
		defer closer.Close()
		fill(ctx, &told, client, repository, folder)
	}
	check(json.NewEncoder(os.Stdout).Encode(told))
}

func fill(ctx context.Context, told *answer, client apiclient.ConfigManagementPluginServiceClient, repository, folder string) {
	configuration, err := client.CheckPluginConfiguration(ctx, &emptypb.Empty{})
	check(err)
	told.Discovers = configuration.IsDiscoveryConfigured

	generating, err := client.GenerateManifest(ctx)
	check(err)
	check(cmp.SendRepoStream(ctx, folder, repository, generating, variables(), nil))
	if made, err := generating.CloseAndRecv(); err != nil {
		told.Error = err.Error()
	} else {
		told.Manifests = made.Manifests
	}

	announcing, err := client.GetParametersAnnouncement(ctx)
	check(err)
	check(cmp.SendRepoStream(ctx, folder, repository, announcing, variables(), nil))
	announced, err := announcing.CloseAndRecv()
	check(err)
	for _, parameter := range announced.ParameterAnnouncements {
		told.Parameters = append(told.Parameters, parameter.Name)
	}
}

func variables() []string {
	var all []string
	for _, variable := range os.Environ() {
		if strings.HasPrefix(variable, "ARGOCD_APP_") || strings.HasPrefix(variable, "KUBE_") {
			all = append(all, variable)
		}
	}
	return all
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
