// Reads what feastctl writes with the reader that kubectl and every Kubernetes program written in Go uses.
//
//	readers FEASTCTL INPUT…
//
// Renders each input as YAML and as JSON, and compares the values. Prints "N passed, N failed"; the status is 1 when any differs.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"

	"sigs.k8s.io/yaml"
)

func args(input string) []string {
	text, err := os.ReadFile(filepath.Join(filepath.Dir(input), "args"))
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}

func render(feastctl, input string, more ...string) ([]byte, error) {
	words := append([]string{"render", "--discovery"}, args(input)...)
	return exec.Command(feastctl, append(append(words, more...), input)...).Output()
}

func fromYAML(text []byte) ([]any, error) {
	var objects []any
	for _, document := range strings.Split(string(text), "\n---\n") {
		var object any
		if err := yaml.UnmarshalStrict([]byte(document+"\n"), &object); err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}

// The problem with an input's output, empty when there is none; refused inputs are passed over.
func problem(feastctl, input, secrets string) (string, bool) {
	asYAML, err := render(feastctl, input, secrets)
	if err != nil {
		return "", false
	}
	asJSON, err := render(feastctl, input, secrets, "--output=json")
	if err != nil {
		return "no JSON: " + err.Error(), true
	}
	read, err := fromYAML(asYAML)
	if err != nil {
		return err.Error(), true
	}
	var list struct{ Items []any }
	if err := json.Unmarshal(asJSON, &list); err != nil {
		return err.Error(), true
	}
	if !reflect.DeepEqual(read, list.Items) {
		return "the values differ", true
	}
	return "", true
}

func main() {
	passed, failed := 0, 0
	for _, input := range os.Args[2:] {
		for _, secrets := range []string{"--secrets=runtime", "--secrets=inline"} {
			found, rendered := problem(os.Args[1], input, secrets)
			switch {
			case !rendered:
			case found == "":
				passed++
			default:
				failed++
				fmt.Printf("%s %s: %s\n", input, secrets, found)
			}
		}
	}
	fmt.Printf("%d passed, %d failed\n", passed, failed)
	if failed > 0 || passed == 0 {
		os.Exit(1)
	}
}
